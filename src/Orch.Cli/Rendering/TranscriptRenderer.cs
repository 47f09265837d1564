using Orch.Agents;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What an agent CLI reported, for reading: what was said, the tools that were used, warnings.</summary>
/// <param name="to">Where it is written.</param>
/// <param name="kind">What that is connected to.</param>
internal sealed class TranscriptRenderer(TextWriter to, TerminalKind kind)
{
    private const int Most = 400;

    private string said = "";
    private bool isOpen;

    /// <summary>The beginning of an attempt.</summary>
    public void Begin(int n, string cli) => Line($"== attempt {n}: {cli}", Tone.Strong);

    /// <summary>The end of an attempt.</summary>
    public void End(int n, AttemptOutcome outcome, string? detail) => Line(
        $"== attempt {n} ended: {SnakeCase.Of(outcome)}{(string.IsNullOrEmpty(detail) ? "" : $": {detail}")}",
        outcome == AttemptOutcome.Success ? Tone.Good : Tone.Bad);

    /// <summary>Something that Orch itself does.</summary>
    public void Step(string text) => Line($"-- {text}", Tone.Quiet);

    /// <summary>A line that is no event of a known form.</summary>
    public void Raw(string line) => Line(line, Tone.Plain);

    public void Render(AgentEvent one)
    {
        switch (one)
        {
            case AgentEvent.Started started:
                Line($"-- session started{(started.Model is { } model ? $" with {model}" : "")}", Tone.Quiet);
                break;
            case AgentEvent.Said text:
                Say(text.Text, text.IsPiece);
                break;
            case AgentEvent.ToolCalled call:
                Line($"> {call.Name} {call.Summary}", Tone.Active);
                break;
            case AgentEvent.ToolReturned { IsError: true } result:
                Line($"  failed: {result.Summary}", Tone.Bad);
                break;
            case AgentEvent.ToolReturned { Summary.Length: > 0 } result:
                Line($"  {result.Summary}", Tone.Quiet);
                break;
            case AgentEvent.Retrying retry:
                Line($"! trying again after {SnakeCase.Of(retry.Kind)}: {retry.Detail}", Tone.Attention);
                break;
            case AgentEvent.Warned warning:
                Line($"! {warning.Text}", Tone.Attention);
                break;
            case AgentEvent.Ended { IsSuccess: false } end:
                Line($"! the CLI ended with an error: {end.ErrorText}", Tone.Bad);
                break;
            case AgentEvent.Ended { FinalText: { } final } when final.Trim() != said.Trim():
                Say(final, isPiece: false);
                break;
        }
    }

    private void Say(string text, bool isPiece)
    {
        said = isOpen && isPiece ? said + text : text;
        if (isPiece)
        {
            to.Write(TerminalText.Block(text));
            isOpen = !text.EndsWith('\n');
            return;
        }

        Close();
        to.WriteLine(TerminalText.Block(text).TrimEnd());
    }

    /// <summary>Ends the line that the pieces of a message left open.</summary>
    private void Close()
    {
        if (isOpen)
        {
            to.WriteLine();
            isOpen = false;
        }
    }

    private void Line(string text, Tone tone)
    {
        Close();
        var indent = text.Length - text.AsSpan().TrimStart(' ').Length;
        to.WriteLine(kind.Paint(new string(' ', indent) + TerminalText.Line(text, Most), tone));
    }
}
