namespace Orch.Planning;

/// <summary>The agents for a task, and why they are as they are.</summary>
/// <param name="Specs">One for each agent.</param>
/// <param name="Decisions">What was decided, in order.</param>
internal sealed record Plan(IReadOnlyList<AgentSpec> Specs, IReadOnlyList<PlanDecision> Decisions);
