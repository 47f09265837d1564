namespace Orch.ScriptedModel;

/// <summary>The tokens that a step claims to have used.</summary>
/// <param name="Input">Input tokens, as the protocol's own input count.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="Cached">Input tokens read from a cache. Anthropic counts them beside <paramref name="Input"/>, the others within it.</param>
public sealed record StepUsage(int Input = 1000, int Output = 50, int Cached = 0);
