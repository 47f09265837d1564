namespace Orch.Cli;

/// <summary>What is said to somebody who stops looking.</summary>
internal static class Following
{
    /// <summary>That the agents go on, and how to see them again.</summary>
    public static string Left(IReadOnlyCollection<string> names) => names.Count == 1
        ? $"stopped following; {names.First()} goes on: 'orch attach {names.First()}' shows it, 'orch kill {names.First()}' stops it"
        : $"stopped following; the agents go on: 'orch list' shows them, 'orch kill NAME' stops one";
}
