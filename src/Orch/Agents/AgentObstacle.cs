using Orch.State;

namespace Orch.Agents;

/// <summary>A reason, known before the launch, for which a CLI cannot work here.</summary>
/// <param name="Kind">The kind of failure that a launch would end in.</param>
/// <param name="Message">One line: what is wrong and what to do.</param>
internal sealed record AgentObstacle(AttemptOutcome Kind, string Message);
