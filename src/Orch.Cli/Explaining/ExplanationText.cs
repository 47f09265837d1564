using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    private const int Column = 12;

    public static void Write(Explanation explanation, TextWriter to, TerminalKind kind, Func<DateTimeOffset, string> moment)
    {
        var sure = explanation.Sure == Sureness.Certain ? "" : $" ({SnakeCase.Of(explanation.Sure)})";
        to.WriteLine($"{kind.Paint(explanation.Name, Tone.Strong)}: {kind.Paint(SnakeCase.Of(explanation.State), Tones.Of(explanation.State))}{sure}");
        to.WriteLine($"  {TerminalText.Line(explanation.Because)}");
        to.WriteLine();
        foreach (var line in explanation.Evidence)
        {
            var mark = line.Sure == Sureness.Certain ? "" : kind.Paint($" [{SnakeCase.Of(line.Sure)}]", Tone.Attention);
            var at = line.At is { } when ? kind.Paint($"  since {moment(when)}", Tone.Quiet) : "";
            to.WriteLine($"  {line.What,-Column}{TerminalText.Line(line.Text)}{mark}{at}");
        }

        to.WriteLine();
        var label = "would change it";
        foreach (var change in explanation.WouldChange)
        {
            to.WriteLine($"  {label,-17}{TerminalText.Line(change)}");
            label = "";
        }
    }
}
