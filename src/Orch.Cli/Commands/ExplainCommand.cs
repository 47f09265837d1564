using System.CommandLine;
using Orch.Cli.Explaining;
using Orch.Cli.Rendering;

namespace Orch.Cli.Commands;

/// <summary><c>orch explain NAME</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var json = Flags.Json("Print one document orch.explain/1");
        var command = new OrchCommand(
            "explain",
            "Say why Orch believes that an agent is in its state: what was seen, when, how sure, and what would change it",
            "orch explain fix-login",
            "orch explain fix-login --json") { name, json };
        command.Notes =
        [
            "Evidence is certain unless marked likely or unknown. Nothing is changed and no agent is asked.",
        ];
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var name = state.Agents.Require(options.Name).Record.Name;
        var explanation = StateReasoning.Explain(await new FactGathering(context.Surroundings, state).GatherAsync(name, ct));
        if (options.Json)
        {
            context.Terminal.Json(explanation, ExplanationJson.Default.Explanation);
        }
        else
        {
            ExplanationText.Write(explanation, context.Terminal.Out, context.Terminal.OutKind, context.Terminal.Moment);
        }

        return ExitCodes.Success;
    }

    internal sealed record Options(string Name, bool Json);
}
