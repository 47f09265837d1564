namespace Orch.Agents;

/// <summary>A text that an agent is given to work with and that is no instruction to it.</summary>
/// <param name="Label">What it is, on one line: <c>context file notes.md</c>.</param>
/// <param name="Text">The text, of any origin.</param>
internal sealed record PromptData(string Label, string Text);
