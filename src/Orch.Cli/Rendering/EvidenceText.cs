using Orch.Proof;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>The evidence of an agent, for reading: what the checks alone do not say.</summary>
internal static class EvidenceText
{
    private const int Most = 10;

    /// <summary>Labelled lines; of long lists only the beginning, the file has all.</summary>
    public static IEnumerable<(string Label, string Text)> Rows(Evidence evidence) =>
    [
        .. Labelled("validated", evidence.Commands.Select(Command)),
        .. Labelled("changed", Few(evidence.Files.Select(File), evidence.FilesChanged)),
        .. Labelled("by orch", Few(evidence.Leftovers.Committed.Select(path => $"{path} was left uncommitted, and committed by Orch"), evidence.Leftovers.Committed.Count)),
        .. Labelled("left", Few(evidence.Leftovers.Left.Select(left => $"{left.Path}: {left.Reason}"), evidence.Leftovers.Left.Count)),
        .. Labelled("delivered", evidence.Deliveries.SelectMany(later => later.Checks.Select(check => $"{Rfc3339Converter.Text(later.At)} {check.Name} {SnakeCase.Of(check.Status)}: {check.Detail}"))),
        .. Labelled("versions", [string.Join(", ", evidence.Versions.Where(one => one.Value.Length > 0).Select(one => $"{one.Key} {one.Value}"))]),
    ];

    private static string Command(EvidenceCommand command)
    {
        var end = command.TimedOut ? "its time was over" : command.ExitCode is { } code ? $"exit code {code}" : "could not be run";
        return $"{command.Command}: {end} after {command.DurationMs / 1000.0:0.0} s on {Short(command.HeadSha)}{(command.Log is { } log ? $", {log}" : "")}";
    }

    private static string File(EvidenceFileChange file) =>
        $"{file.Status} {file.Path}{(file is { Added: { } added, Deleted: { } deleted } ? $" (+{added} -{deleted})" : " (binary)")}";

    private static IEnumerable<string> Few(IEnumerable<string> texts, int count) =>
        count <= Most ? texts : texts.Take(Most).Append($"and {count - Most} more");

    private static IEnumerable<(string Label, string Text)> Labelled(string label, IEnumerable<string> texts) =>
        texts.Where(text => text.Length > 0).Select((text, n) => (n == 0 ? label : "", text));

    private static string Short(string sha) => sha.Length > 10 ? sha[..10] : sha;
}
