using Orch.Planning;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>A plan for reading.</summary>
internal static class PlanText
{
    public static void Write(Plan plan, TextWriter to)
    {
        foreach (var spec in plan.Specs)
        {
            to.WriteLine($"{spec.Name}  {SnakeCase.Of(spec.Mode)}{(spec.Pr is { } pr ? $" pull request {pr}" : "")}, {string.Join(" then ", spec.CliChain)}");
            to.WriteLine($"  {TerminalText.Line(spec.Task, 200)}");
        }

        foreach (var decision in plan.Decisions)
        {
            to.WriteLine($"- {TerminalText.Line(decision.What)}: {TerminalText.Line(decision.Why)}");
        }
    }
}
