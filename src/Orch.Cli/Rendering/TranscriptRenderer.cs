using Orch.Agents;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What an agent CLI reported and what Orch did around it, for reading: the same in an agent's session, in its logs and after its end.</summary>
/// <param name="to">Where it is written.</param>
/// <param name="kind">What that is connected to.</param>
/// <param name="width">The cells of a line; asked again for each. Default: no end.</param>
internal sealed class TranscriptRenderer(TextWriter to, TerminalKind kind, Func<int>? width = null)
{
    private const int Most = 400;
    private const int MostLines = 3;

    private readonly Func<int> width = width ?? (() => WindowSize.Endless.Columns);
    private readonly WordWrap wrap = new(to, width ?? (() => WindowSize.Endless.Columns));
    private string said = "";
    private bool isSaying;
    private string? before;

    /// <summary>The agent's workspace: paths in it are shown relative to it.</summary>
    public string? Workspace { get; set; }

    /// <summary>What it is about, before all else.</summary>
    public void Head(AgentRecord agent)
    {
        var branch = agent.Branch is { } name ? $" on {name}{(agent.Base is { } start ? $" (from {start})" : "")}" : "";
        to.WriteLine(kind.Paint(TerminalText.Line($"{agent.Name}{branch}"), Tone.Strong));
        foreach (var line in TerminalText.Block(agent.Task).Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Take(MostLines))
        {
            Line($"  {line}", Tone.Plain);
        }
    }

    /// <summary>The beginning of an attempt.</summary>
    public void Begin(int n, string cli, string? at = null)
    {
        var why = before is null ? "" : before == cli ? " again" : $" takes over from {before}";
        before = cli;
        Line($"== attempt {n}: {cli}{why}{(at is null ? "" : $" at {at}")}", Tone.Strong);
    }

    /// <summary>The end of an attempt.</summary>
    public void End(AttemptRecord attempt)
    {
        var time = attempt.EndedAt is { } ended ? $" after {DurationText.Show(ended - attempt.StartedAt)}" : "";
        var use = $"{Money.Tokens(attempt)}, {Money.Of(attempt)}";
        Line(
            $"== attempt {attempt.N} ended: {SnakeCase.Of(attempt.Outcome ?? AttemptOutcome.Crash)}{time}{(string.IsNullOrEmpty(attempt.Detail) ? "" : $": {attempt.Detail}")} ({use})",
            attempt.Outcome == AttemptOutcome.Success ? Tone.Good : Tone.Bad);
    }

    /// <summary>Something that Orch itself does.</summary>
    public void Step(string text, Tone tone = Tone.Quiet) => Line($"-- {text}", tone);

    /// <summary>A line that is no event of a known form.</summary>
    public void Raw(string line) => Line(line, Tone.Plain);

    public void Render(AgentEvent one)
    {
        switch (one)
        {
            case AgentEvent.Started started:
                Step($"session started{(started.Model is { } model ? $" with {model}" : "")}");
                break;
            case AgentEvent.Said text:
                Say(text.Text, text.IsPiece);
                break;
            case AgentEvent.ToolCalled call:
                Line(ToolWords.Line(call.Name, Relative(call.Summary)), ToolWords.Tone(call.Name));
                break;
            case AgentEvent.ToolReturned { IsError: true } result:
                Line($"  failed: {Relative(result.Summary)}", Tone.Bad);
                break;
            case AgentEvent.ToolReturned { Summary.Length: > 0 } result:
                Line($"  {Relative(result.Summary)}", Tone.Quiet);
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
        said = isSaying && isPiece ? said + text : text;
        isSaying = isPiece;
        if (!isPiece)
        {
            Close();
        }

        var clean = TerminalText.Block(text);
        wrap.Write(isPiece ? clean : clean.TrimEnd());
        if (!isPiece)
        {
            wrap.End();
        }
    }

    private string Relative(string text) => Workspace is { Length: > 1 } root ? text.Replace(root + "/", "", StringComparison.Ordinal) : text;

    /// <summary>Ends the line that the pieces of a message left open.</summary>
    private void Close()
    {
        isSaying = false;
        if (wrap.IsOpen)
        {
            wrap.End();
        }
    }

    private void Line(string text, Tone tone)
    {
        Close();
        var indent = text.Length - text.AsSpan().TrimStart(' ').Length;
        var line = new string(' ', indent) + TerminalText.Line(text, Most);
        to.WriteLine(kind.Paint(Cells.Cut(line, Math.Max(width() * MostLines, 1)), tone));
    }
}
