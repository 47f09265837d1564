namespace Orch.Cli.Doctor;

/// <summary>An agent CLI as it is here.</summary>
/// <param name="Name">The name that users write.</param>
/// <param name="Path">Its program; null when it is not installed.</param>
/// <param name="Version">What it says its version is; null when it says none.</param>
/// <param name="Tested">The tested version or range; null when none is tested.</param>
/// <param name="Login">The sign of an account that was seen; null for none.</param>
/// <param name="Problem">Why it cannot work here; null when nothing is known to stop it.</param>
internal sealed record CliFinding(string Name, string? Path, string? Version, string? Tested, string? Login, string? Problem)
{
    /// <summary>What it answered to a question; null when it was not asked.</summary>
    public ProbeAnswer? Probe { get; init; }

    /// <summary>Whether an agent could work with it, as far as is known.</summary>
    public bool IsUsable => Path is not null && Problem is null && Probe is not { Works: false };
}
