using Orch.Proof;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What is known of an agent, for reading.</summary>
/// <param name="to">Where it is written.</param>
/// <param name="kind">What that is connected to.</param>
/// <param name="now">The time to which an agent that works has worked.</param>
internal sealed class Summary(TextWriter to, TerminalKind kind, DateTimeOffset now)
{
    private const int Column = 12;

    /// <summary>State, checks, branch, pull request, attempts, cost and what to do next: what a run ends with.</summary>
    public void Write(AgentRecord agent)
    {
        WriteOutcome(agent);
        WriteAnswer(agent);
        Rows("next", NextSteps.Of(agent));
    }

    /// <summary>The same with what was asked for and where everything is.</summary>
    public void WriteAll(AgentRecord agent, Func<DateTimeOffset, string> moment)
    {
        WriteOutcome(agent);
        Row("task", TerminalText.Line(agent.Task, 500));
        Row("chain", string.Join(", ", agent.CliChain));
        Row("model", agent.Model);
        Row("workspace", agent.Workspace);
        Row("session", agent.Session);
        Row("follows", agent.Follows);
        Row("asked by", agent.RequestedBy);
        Row("request key", agent.RequestKey);
        Rows("tracking", agent.Tracking.Select(pair => $"{pair.Key} {pair.Value}"));
        Rows("artifacts", agent.Artifacts.Select(artifact => $"{artifact.Kind} {artifact.Path} ({artifact.Bytes:#,0} bytes)"));
        Row("created", moment(agent.CreatedAt));
        Row("state since", moment(agent.StateAt));
        Row("ids", $"agent {agent.Id}, task {agent.TaskId}, context {agent.ContextId}");
        WriteAnswer(agent);
        Rows("next", NextSteps.Of(agent));
    }

    /// <summary>How several agents came out, in one line.</summary>
    public void WriteTotal(IReadOnlyCollection<AgentRecord> agents)
    {
        var states = agents.CountBy(agent => agent.State).OrderBy(pair => pair.Key)
            .Select(pair => kind.Paint($"{pair.Value} {SnakeCase.Of(pair.Key)}", Tones.Of(pair.Key)));
        to.WriteLine($"{kind.Paint($"{agents.Count} agents", Tone.Strong)}: {string.Join(", ", states)}; {Money.Total([.. agents.SelectMany(agent => agent.Attempts)])}");
    }

    private void WriteOutcome(AgentRecord agent)
    {
        var time = DurationText.Show((agent.EndedAt ?? now) - agent.CreatedAt);
        to.WriteLine($"{kind.Paint(agent.Name, Tone.Strong)}: {kind.Paint(SnakeCase.Of(agent.State), Tones.Of(agent.State))} after {time}");
        Row("queue", agent.Queue?.Reason);
        Row("reason", agent.Reason == agent.Queue?.Reason ? null : agent.Reason);
        Row("needs", agent.Needs is { } needs ? $"{needs.Kind}: {needs.Text}" : null);
        WriteChecks(agent.Checks);
        Row("branch", agent.Branch is { } branch && agent.Base is { } start ? $"{branch} (from {start})" : agent.Branch);
        Row("commit", agent.HeadSha);
        Row("PR", agent.PullRequest is { } request ? $"#{request.Number} {request.Url}" : null);
        Rows("attempts", agent.Attempts.Select(Attempt));
        Row("cost", agent.Attempts.Count > 0 ? Money.Of(agent.Attempts) : null);
        Row("evidence", agent.Evidence);
    }

    /// <summary>What was done for the proof, and what was seen.</summary>
    public void WriteEvidence(Evidence evidence)
    {
        foreach (var (label, text) in EvidenceText.Rows(evidence))
        {
            to.WriteLine($"  {label,-Column}{TerminalText.Line(text, 500)}");
        }
    }

    private static string Attempt(AttemptRecord attempt)
    {
        var outcome = attempt.Outcome is { } known ? SnakeCase.Of(known) : "on";
        var detail = attempt.Detail is { Length: > 0 } text ? $" ({text})" : "";
        var model = attempt.Model is { Length: > 0 } name ? $" {name}" : "";
        var time = attempt.EndedAt is { } ended ? $" after {DurationText.Show(ended - attempt.StartedAt)}" : "";
        return $"{attempt.N} {attempt.Cli}{model}: {outcome}{time}{detail}; {Money.Tokens(attempt)}, {Money.Of(attempt)}";
    }

    private void WriteChecks(IReadOnlyList<CheckRecord> checks)
    {
        var label = "checks";
        foreach (var check in checks)
        {
            var status = kind.Paint($"{SnakeCase.Of(check.Status),-8}", Tones.Of(check.Status));
            to.WriteLine($"  {label,-Column}{status} {check.Name,-13} {TerminalText.Line(check.Detail)}".TrimEnd());
            label = "";
        }
    }

    private void WriteAnswer(AgentRecord agent)
    {
        if (agent.State != AgentState.Answered || string.IsNullOrWhiteSpace(agent.Answer))
        {
            return;
        }

        to.WriteLine();
        to.WriteLine(TerminalText.Block(agent.Answer).Trim());
        to.WriteLine();
    }

    private void Row(string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            to.WriteLine($"  {label,-Column}{TerminalText.Line(text)}");
        }
    }

    private void Rows(string label, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            // Spaces inside a line are its form here.
            to.WriteLine($"  {label,-Column}{TerminalText.Block(text).ReplaceLineEndings(" ")}");
            label = "";
        }
    }
}
