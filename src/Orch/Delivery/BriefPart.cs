namespace Orch.Delivery;

/// <summary>One text of a pull request.</summary>
/// <param name="Label">What it is and whose, on one line.</param>
/// <param name="Text">The text.</param>
internal sealed record BriefPart(string Label, string Text);
