using System.Text.RegularExpressions;

namespace Orch.Agents;

/// <summary>The versions of agent CLIs that the tests run; what they print may change with any other.</summary>
internal static partial class TestedVersions
{
    private static readonly (string Cli, Version Oldest, Version Newest)[] Ranges =
    [
        ("claude", new(2, 1, 197), new(2, 1, 197)),
        ("codex", new(0, 169, 0), new(0, 169, 0)),
        ("gemini", new(0, 61, 0), new(0, 61, 0)),
        ("opencode", new(1, 18, 33), new(1, 18, 33)),
        ("qwen", new(0, 15, 10), new(0, 15, 10)),
        ("copilot", new(1, 0, 102), new(1, 0, 102)),
    ];

    /// <summary>The tested range as text; null for a CLI that no test runs.</summary>
    public static string? Range(string cli) => Ranges.FirstOrDefault(one => one.Cli == cli) is { Cli: not null } range
        ? range.Oldest == range.Newest ? range.Newest.ToString() : $"{range.Oldest} to {range.Newest}"
        : null;

    /// <summary>One line when this version is not one of them; null when it is, or when none of the CLI is tested.</summary>
    public static string? Drift(string cli, Version version) => Ranges.FirstOrDefault(one => one.Cli == cli) is { Cli: not null } range
        ? version > range.Newest ? $"newer than the tested {range.Newest}: most likely fine, its output may have changed"
            : version < range.Oldest ? $"older than the tested {range.Oldest}: update it"
            : null
        : null;

    /// <summary>The version in what a program prints of itself; null when there is none.</summary>
    public static Version? Parse(string output) => Number().Match(output) is { Success: true } match && Version.TryParse(match.Value, out var version) ? version : null;

    [GeneratedRegex(@"\d{1,6}(\.\d{1,6}){1,2}", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
