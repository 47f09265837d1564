using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Rendering;

/// <summary>Shows one attempt of an agent from what was stored, also while it goes on.</summary>
internal sealed class AttemptLog(OrchState state, Terminal terminal, TimeProvider time, TranscriptRenderer renderer)
{
    private const int ErrorLines = 10;

    // With this begins the line in the place of what a log that grew too long does not hold.
    private const string Gap = "[… ";

    public TranscriptRenderer Renderer => renderer;

    /// <summary>For reading.</summary>
    public async Task ShowAsync(string name, AttemptRecord attempt, bool follows, CancellationToken ct)
    {
        var stored = state.Agents.Get(name);
        var reader = Assignment.CatalogOf(stored.Assignment).Find(attempt.Cli)?.CreateReader();
        renderer.Workspace = stored.Record.Workspace;
        renderer.Begin(attempt.N, attempt.Cli, terminal.Clock(attempt.StartedAt));
        await foreach (var line in LinesAsync(name, attempt, follows, ct))
        {
            foreach (var one in reader?.Read(line) ?? [])
            {
                renderer.Render(one);
            }

            if (reader is null || line.StartsWith(Gap, StringComparison.Ordinal))
            {
                renderer.Raw(line);
            }
        }

        if (Find(name, attempt.N) is { Outcome: not null } ended)
        {
            End(name, ended);
        }
    }

    /// <summary>As the CLI wrote it.</summary>
    public async Task ShowRawAsync(string name, AttemptRecord attempt, bool follows, CancellationToken ct)
    {
        await foreach (var line in LinesAsync(name, attempt, follows, ct))
        {
            // As it is, but for a terminal not what could control it.
            terminal.Out.WriteLine(terminal.OutKind.IsTerminal ? TerminalText.Block(line) : line);
        }
    }

    /// <summary>How the attempt ended; after a failure also what the CLI said on standard error.</summary>
    public void End(string name, AttemptRecord attempt)
    {
        if (attempt.Outcome != AttemptOutcome.Success && Transcript.Errors(state, name, attempt.N) is var path && File.Exists(path))
        {
            foreach (var line in File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(ErrorLines))
            {
                renderer.Raw($"  stderr: {line}");
            }
        }

        renderer.End(attempt);
    }

    public AttemptRecord? Find(string name, int n) => state.Agents.Get(name).Record.Attempts.FirstOrDefault(one => one.N == n);

    private IAsyncEnumerable<string> LinesAsync(string name, AttemptRecord attempt, bool follows, CancellationToken ct) =>
        Transcript.ReadAsync(Transcript.Stream(state, name, attempt.N), () => !follows || IsOver(name, attempt.N), terminal.Flush, time, ct);

    private bool IsOver(string name, int n)
    {
        var agent = state.Agents.Get(name).Display();
        return AgentFollower.HasStopped(agent.State) || agent.Attempts.Any(one => one.N > n || (one.N == n && one.Outcome is not null));
    }
}
