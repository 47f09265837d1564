namespace Orch.Cli.Explaining;

/// <summary>What git says of an agent's work.</summary>
/// <param name="Directory">The workspace; null when none was made.</param>
/// <param name="IsThere">It is there.</param>
/// <param name="Head">The commit that is checked out; null when git could not say.</param>
/// <param name="Uncommitted">How many files differ from that commit; null when git could not say.</param>
/// <param name="Problem">Why git could not say.</param>
internal sealed record WorkFacts(string? Directory, bool IsThere, string? Head = null, int? Uncommitted = null, string? Problem = null);
