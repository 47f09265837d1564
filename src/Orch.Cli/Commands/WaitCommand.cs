using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary><c>orch wait NAME…</c>.</summary>
internal static class WaitCommand
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.OneOrMore);
        var any = Flags.Flag("--any", "Return as soon as one of them has, with its exit code");
        var timeout = Flags.Duration("--timeout", "Stop waiting after so long, with exit code 130; the agents go on");
        var json = Flags.Json("Print one document at the end: orch.agent/1, for several agents orch.list/1");
        var command = new OrchCommand(
            "wait",
            "Block until agents have ended, need a human or are lost; the exit code tells the worst",
            "orch wait fix-login add-metrics && git fetch",
            "orch wait --any fix-login add-metrics",
            "orch wait --timeout 30m fix-login") { names, any, timeout, json };
        command.Notes =
        [
            "Exit codes: of one that failed, was cancelled or is lost 1, else 3 for unverified, else 4 for one that needs a human, else 0; 130 when the time is over or you stop waiting.",
        ];
        command.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetRequiredValue(names), parsed.GetValue(any), parsed.GetValue(timeout), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var names = options.Names.Distinct(StringComparer.Ordinal).ToList();
        names.ForEach(name => state.Agents.Require(name));
        using var deadline = options.Timeout is { } most ? new CancellationTokenSource(most, context.Surroundings.Time) : new();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        List<string> stopped;
        try
        {
            stopped = await WaitAsync(names, options.IsAny, state, context, enough.Token);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            var left = names.Where(name => !AgentFollower.HasStopped(state.Agents.Get(name).Display().State)).ToList();
            context.Terminal.Note(ct.IsCancellationRequested || left.Count == 0
                ? Following.Left(names)
                : $"waited {DurationText.Show(options.Timeout!.Value)}, and {string.Join(", ", left)} {(left.Count == 1 ? "goes" : "go")} on: 'orch list' shows the state");
            return ExitCodes.StoppedFollowing;
        }

        var agents = stopped.ConvertAll(name => state.Agents.Get(name).Display());
        if (options.Json)
        {
            Documents.Write(agents, context.Terminal);
        }

        return ExitCodes.Of([.. agents.Select(agent => agent.State)]);
    }

    /// <returns>Those that have stopped: all, or at least one.</returns>
    private static async Task<List<string>> WaitAsync(List<string> names, bool isAny, OrchState state, CommandContext context, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waits = names.ToDictionary(name => name, name => WaitAsync(name, state, context, over.Token), StringComparer.Ordinal);
        if (!isAny)
        {
            await Task.WhenAll(waits.Values);
            return names;
        }

        await await Task.WhenAny(waits.Values);
        await over.CancelAsync();
        await Task.WhenAll(waits.Values).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return [.. names.Where(name => waits[name].IsCompletedSuccessfully)];
    }

    private static async Task WaitAsync(string name, OrchState state, CommandContext context, CancellationToken ct)
    {
        var agent = state.Agents.Get(name).Display();
        while (!AgentFollower.HasStopped(agent.State))
        {
            await Task.Delay(Step, context.Surroundings.Time, ct);
            agent = state.Agents.Get(name).Display();
        }

        context.Terminal.Say(TerminalText.Line($"{name}: {SnakeCase.Of(agent.State)}{(agent.Reason is { } reason ? $": {reason}" : "")}"));
    }

    internal sealed record Options(IReadOnlyList<string> Names, bool IsAny = false, TimeSpan? Timeout = null, bool Json = false);
}
