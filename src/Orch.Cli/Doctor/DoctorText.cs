using Orch.Cli.Rendering;

namespace Orch.Cli.Doctor;

/// <summary>What was found, for people.</summary>
internal static class DoctorText
{
    public static void Write(DoctorDocument document, Terminal terminal)
    {
        terminal.Out.WriteLine($"orch {document.Version}");
        foreach (var finding in document.Findings)
        {
            var (word, tone) = finding.Status switch
            {
                FindingStatus.Ok => ("ok      ", Tone.Good),
                FindingStatus.Warning => ("warning ", Tone.Attention),
                _ => ("error   ", Tone.Bad),
            };
            var text = finding.Text.StartsWith(finding.Name, StringComparison.Ordinal) ? finding.Text : $"{finding.Name}: {finding.Text}";
            terminal.Out.WriteLine($"{terminal.OutKind.Paint(word, tone)}{TerminalText.Line(text)}");
            if (finding.Mend is { } mend)
            {
                terminal.Out.WriteLine($"{new string(' ', word.Length)}{TerminalText.Line(mend)}");
            }
        }

        terminal.Out.WriteLine();
        terminal.Out.WriteLine(document.CanRun
            ? $"orch can carry tasks out here, with {string.Join(", ", document.AgentClis.Where(cli => cli.IsUsable).Select(cli => cli.Name))}"
            : terminal.OutKind.Paint("orch cannot carry tasks out here: mend the errors above", Tone.Bad));
    }
}
