namespace Orch.Planning;

/// <summary>An agent CLI that a plan may name.</summary>
/// <param name="Name">The name that users write.</param>
/// <param name="Aliases">Further names of it, such as its program's.</param>
/// <param name="InstallCommand">The command that installs it.</param>
/// <param name="IsInstalled">Its program is there and can be started.</param>
internal sealed record KnownCli(string Name, IReadOnlyList<string> Aliases, string InstallCommand, bool IsInstalled)
{
    /// <summary>It may be chosen when nobody names one; others only do what they are named for.</summary>
    public bool IsDefault { get; init; } = true;
}
