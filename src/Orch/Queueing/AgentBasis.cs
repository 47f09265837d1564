using Orch.Workspaces;

namespace Orch.Queueing;

/// <summary>Where an agent starts from after what it waited for.</summary>
/// <param name="Plan">Its workspace.</param>
/// <param name="Results">What it got from those that it waited for.</param>
/// <param name="Conflicts">The files in which their work does not fit together; empty when it does.</param>
internal sealed record AgentBasis(WorkspacePlan Plan, IReadOnlyList<PrerequisiteResult> Results, IReadOnlyList<string> Conflicts);
