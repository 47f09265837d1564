using Orch.Agents;

namespace Orch.Proof;

/// <summary>Words for the details of checks: one line, whatever files are called.</summary>
internal static class Names
{
    /// <summary>Some names with a count of the others.</summary>
    public static string Few(IReadOnlyList<string> names, int most = 5)
    {
        var shown = string.Join(", ", names.Take(most).Select(name => OneLine.Of(name, 200)));
        return names.Count <= most ? shown : $"{shown} and {names.Count - most} more";
    }

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
