using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch deliver NAME</c>.</summary>
internal static class DeliverCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var json = Flags.Json("Print one document orch.agent/1");
        var command = new OrchCommand(
            "deliver",
            "Finish a delivery that could not be made: push what was checked, and open its pull request",
            "orch deliver fix-login",
            "orch deliver fix-login --json") { name, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        context.RefuseAgents("orch deliver");
        using var state = context.OpenState();
        var agent = state.Agents.Require(options.Name).Record.Name;
        var report = await new LateDelivery(context.Surroundings, state).DeliverAsync(agent, ct);
        foreach (var line in Lines(report))
        {
            context.Terminal.Say(TerminalText.Line(line));
        }

        if (options.Json)
        {
            context.Terminal.Json(report.Agent, StateJson.Default.AgentRecord);
        }

        return report.IsOpen ? ExitCodes.Environment : report.IsRefused ? ExitCodes.Unverified : ExitCodes.Success;
    }

    private static IEnumerable<string> Lines(LateDeliveryReport report) => report.Nothing is { } reason
        ? [$"{report.Agent.Name}: nothing to deliver: {reason}"]
        : report.Checks.Select(check => $"{report.Agent.Name}: {check.Name} {SnakeCase.Of(check.Status)}: {check.Detail}");

    internal sealed record Options(string Name, bool Json);
}
