using Orch.Planning;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>A plan, for reading.</summary>
internal static class PlanText
{
    private const int Column = 12;

    public static void Write(Plan plan, TextWriter to)
    {
        foreach (var spec in plan.Specs)
        {
            to.WriteLine($"{spec.Name}: {SnakeCase.Of(spec.Mode)}{(spec.Pr is { } pr ? $" #{pr}" : "")}");
            Row("task", TerminalText.Line(spec.Task, 500));
            Row("chain", string.Join(", ", spec.CliChain));
            Row("model", spec.Model);
            Row("branch", spec.Branch);
            Row("base", spec.Base);
            Row("workspace", spec.WorkspaceConfig is { } workspace ? $"{workspace.WorkspaceName} {workspace.WorkspaceRoot}".Trim() : null);
            Row("after", string.Join(", ", spec.After));
            foreach (var warning in spec.Warnings)
            {
                Row("warning", warning);
            }
        }

        foreach (var decision in plan.Decisions)
        {
            Row("because", $"{decision.What}: {decision.Why}");
        }

        void Row(string label, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                to.WriteLine($"  {label,-Column}{TerminalText.Line(text)}");
            }
        }
    }
}
