namespace Orch.Planning;

/// <summary>One decision of the planner.</summary>
/// <param name="What">What was decided.</param>
/// <param name="Why">The reason.</param>
internal sealed record PlanDecision(string What, string Why);
