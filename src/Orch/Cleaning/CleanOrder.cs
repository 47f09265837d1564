namespace Orch.Cleaning;

/// <summary>Which workspaces are to be removed.</summary>
/// <param name="Names">Those of these agents, named exactly; empty for all ended ones.</param>
/// <param name="OlderThan">Only of agents that ended longer ago; null for any.</param>
/// <param name="DryRun">Only say what would be done.</param>
internal sealed record CleanOrder(IReadOnlyList<string> Names, TimeSpan? OlderThan, bool DryRun);
