using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Commands;

/// <summary><c>orch wait NAME…</c>.</summary>
internal static class WaitCommand
{
    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.OneOrMore);
        var command = new OrchCommand(
            "wait",
            "Block until agents have ended or need a human; the exit code tells the worst",
            "orch wait fix-login add-metrics && git fetch") { names };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(names)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var names = options.Names.Distinct(StringComparer.Ordinal).ToList();
        names.ForEach(name => state.Agents.Require(name));
        try
        {
            await Task.WhenAll(names.Select(name => WaitAsync(name, state, context, ct)));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            context.Terminal.Note(Following.Left(names));
            return ExitCodes.StoppedFollowing;
        }

        return ExitCodes.Of([.. names.Select(name => state.Agents.Get(name).Display().State)]);
    }

    private static async Task WaitAsync(string name, OrchState state, CommandContext context, CancellationToken ct)
    {
        await foreach (var _ in new AgentFollower(state, context.Surroundings.Time).FollowAsync(new HashSet<string>(StringComparer.Ordinal) { name }, ct))
        {
        }

        var agent = state.Agents.Get(name).Display();
        context.Terminal.Say(TerminalText.Line($"{name}: {SnakeCase.Of(agent.State)}{(agent.Reason is { } reason ? $": {reason}" : "")}"));
    }

    internal sealed record Options(IReadOnlyList<string> Names);
}
