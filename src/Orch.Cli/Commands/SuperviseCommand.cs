using System.CommandLine;
using Orch.Cli.Rendering;

namespace Orch.Cli.Commands;

/// <summary><c>orch supervise NAME</c>, which Orch itself starts in an agent's session.</summary>
internal static class SuperviseCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var command = new Command("supervise", "Own an agent from start to result; for orch itself") { Hidden = true };
        command.Arguments.Add(name);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(name), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string name, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var pane = new PaneObserver(context.Terminal, state, name);
        using var over = new CancellationTokenSource();
        var shown = pane.FollowAsync(over.Token);
        try
        {
            await AgentSupervisor.RunAsync(context.Surroundings, name, pane, ct);
        }
        finally
        {
            await over.CancelAsync();
            await shown;
        }

        return ExitCodes.Success;
    }
}
