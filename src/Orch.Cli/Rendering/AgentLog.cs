using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>Shows the attempts of an agent from what was stored.</summary>
internal sealed class AgentLog(OrchState state, Terminal terminal, TimeProvider time)
{
    private const int ErrorLines = 10;

    // With this begins the line in the place of what a log that grew too long does not hold.
    private const string Gap = "[… ";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly TranscriptRenderer renderer = new(terminal.Out, terminal.OutKind);

    /// <summary>The CLI's own output instead of a rendering.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Goes on until the agent stops.</summary>
    public bool Follows { get; init; }

    /// <summary>Shows one attempt, or all. False when there was none.</summary>
    public async Task<bool> ShowAsync(string name, int? only, CancellationToken ct)
    {
        for (var n = only ?? 1; ; n++)
        {
            if (await AwaitAttemptAsync(name, n, ct) is not { } attempt)
            {
                return only is null && n > 1;
            }

            await ShowAttemptAsync(name, attempt, ct);
            terminal.Flush();
            if (only is not null)
            {
                return true;
            }
        }
    }

    private async Task<AttemptRecord?> AwaitAttemptAsync(string name, int n, CancellationToken ct)
    {
        while (true)
        {
            var agent = state.Agents.Get(name).Display();
            if (agent.Attempts.FirstOrDefault(attempt => attempt.N == n) is { } found)
            {
                return found;
            }

            if (!Follows || AgentFollower.HasStopped(agent.State))
            {
                return null;
            }

            await Task.Delay(Step, time, ct);
        }
    }

    private async Task ShowAttemptAsync(string name, AttemptRecord attempt, CancellationToken ct)
    {
        var reader = IsRaw ? null : Assignment.CatalogOf(state.Agents.Get(name).Assignment).Find(attempt.Cli)?.CreateReader();
        if (!IsRaw)
        {
            renderer.Begin(attempt.N, attempt.Cli);
        }

        await foreach (var line in Transcript.ReadAsync(Transcript.Stream(state, name, attempt.N), IsOver, terminal.Flush, time, ct))
        {
            if (IsRaw)
            {
                // As it is, but for a terminal not what could control it.
                terminal.Out.WriteLine(terminal.OutKind.IsTerminal ? TerminalText.Block(line) : line);
                continue;
            }

            foreach (var one in reader?.Read(line) ?? [])
            {
                renderer.Render(one);
            }

            if (reader is null || line.StartsWith(Gap, StringComparison.Ordinal))
            {
                renderer.Raw(line);
            }
        }

        if (!IsRaw && Current().Attempts.First(one => one.N == attempt.N) is { Outcome: { } outcome } ended)
        {
            if (outcome != AttemptOutcome.Success)
            {
                ShowErrors(name, attempt.N);
            }

            renderer.End(ended.N, outcome, ended.Detail);
        }

        AgentRecord Current() => state.Agents.Get(name).Display();

        bool IsOver() => !Follows || Current() is var agent
            && (AgentFollower.HasStopped(agent.State) || agent.Attempts.Any(one => one.N > attempt.N || (one.N == attempt.N && one.Outcome is not null)));
    }

    private void ShowErrors(string name, int n)
    {
        var path = Transcript.Errors(state, name, n);
        if (!File.Exists(path))
        {
            return;
        }

        foreach (var line in File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(ErrorLines))
        {
            renderer.Raw($"  stderr: {line}");
        }
    }
}
