namespace Orch.State;

/// <summary>Where a text holds something that looks like a key. It never carries the value.</summary>
/// <param name="Rule">The name of the rule that found it.</param>
/// <param name="Index">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct SecretMatch(string Rule, int Index, int Length);
