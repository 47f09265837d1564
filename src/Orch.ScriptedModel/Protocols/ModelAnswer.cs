namespace Orch.ScriptedModel.Protocols;

/// <summary>What the model answers: a tool call, else a text.</summary>
internal sealed record ModelAnswer(string Text, StepUsage Usage)
{
    public ToolCall? Call { get; init; }

    /// <summary>The answer ends in the middle, because the output limit was reached.</summary>
    public bool CutByLimit { get; init; }
}
