using System.Text;
using Orch.Agents;
using Orch.State;

namespace Orch.Proof;

/// <summary>Tells evidence in short, to people.</summary>
internal static class EvidenceSummary
{
    private const int LongestDetail = 200;

    /// <summary>For a pull request's text. Details hold file names and commands, which are data: they cannot become markup or mention anybody.</summary>
    public static string Markdown(Evidence evidence)
    {
        var text = new StringBuilder();
        text.Append($"Checked on commit {evidence.HeadSha}, from {evidence.BaseSha}: {Totals(evidence)}.\n\n| check | result | detail |\n|---|---|---|\n");
        foreach (var check in evidence.Checks)
        {
            text.Append($"| {check.Name} | {SnakeCase.Of(check.Status)} | {Code(OneLine.Of(check.Detail, LongestDetail))} |\n");
        }

        foreach (var command in evidence.Commands)
        {
            var end = command.TimedOut ? "ended, out of time" : $"exit code {command.ExitCode?.ToString() ?? "unknown"}";
            text.Append($"\n{Code(OneLine.Of(command.Command, LongestDetail))}: {end} after {Seconds(command.DurationMs)}\n");
        }

        return text.ToString();
    }

    /// <summary>For a terminal: one line for each check, and one for the totals.</summary>
    public static IReadOnlyList<string> Lines(Evidence evidence)
    {
        var width = CheckNames.All.Max(name => name.Length);
        return
        [
            .. evidence.Checks.Select(check => $"{check.Name.PadRight(width)}  {SnakeCase.Of(check.Status),-7}  {OneLine.Of(check.Detail)}"),
            Totals(evidence),
        ];
    }

    private static string Totals(Evidence evidence) =>
        $"{Names.Count(evidence.FilesChanged, "file")} changed, +{evidence.Files.Sum(file => file.Added ?? 0)} -{evidence.Files.Sum(file => file.Deleted ?? 0)}";

    private static string Seconds(long milliseconds) => $"{milliseconds / 1000.0:0.0} s";

    // A code span ends at the next backtick, and a cell of a table at the next bar.
    private static string Code(string text) => $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";
}
