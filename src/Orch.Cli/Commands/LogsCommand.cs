using System.CommandLine;
using Orch.Cli.Rendering;

namespace Orch.Cli.Commands;

/// <summary><c>orch logs NAME</c>.</summary>
internal static class LogsCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var follow = Flags.Flag("--follow", "Go on until the agent stops", "-f");
        var raw = Flags.Flag("--raw", "The agent CLI's own output as it was");
        var attempt = Flags.Number("--attempt", 1, int.MaxValue, "Only this attempt");
        var command = new OrchCommand(
            "logs",
            "Show the transcript of an agent",
            "orch logs fix-login -f",
            "orch logs fix-login --raw --attempt 2") { name, follow, raw, attempt };
        command.Notes =
        [
            "$ is a command, + a new file, ~ an edit, > another tool, ! a warning, == an attempt, -- a step of Orch itself. --raw is what the agent CLI wrote, as it was.",
        ];
        command.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetRequiredValue(name), parsed.GetValue(follow), parsed.GetValue(raw), parsed.GetValue(attempt)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        context.Terminal.EndWithReader();
        using var state = context.OpenState();
        var agent = state.Agents.Require(options.Name).Display();
        var log = new AgentLog(state, context.Terminal, context.Surroundings.Time) { IsRaw = options.Raw, Follows = options.Follow };
        try
        {
            if (await log.ShowAsync(agent.Name, options.Attempt, ct))
            {
                return ExitCodes.Success;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            context.Terminal.Note(Following.Left([agent.Name]));
            return ExitCodes.StoppedFollowing;
        }

        if (options.Attempt is { } n)
        {
            throw OrchException.NotFound($"{agent.Name} made no attempt {n}: 'orch status {agent.Name}' lists its attempts");
        }

        context.Terminal.Note($"{agent.Name} made no attempt yet: 'orch status {agent.Name}' says more");
        return ExitCodes.Success;
    }

    internal sealed record Options(string Name, bool Follow, bool Raw, int? Attempt);
}
