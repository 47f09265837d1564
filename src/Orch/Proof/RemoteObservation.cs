using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>What was seen outside of this machine after the agent ended and before anything was delivered.</summary>
/// <param name="Refs">Branches and tags of the remote; null when it was not or could not be looked at.</param>
/// <param name="OpenedPullRequests">Pull requests that were opened from the agent's branch meanwhile, as numbers or addresses.</param>
/// <param name="Trouble">Why it could not be looked at; null when it was.</param>
internal sealed record RemoteObservation(RefSnapshot? Refs, IReadOnlyList<string> OpenedPullRequests, string? Trouble);
