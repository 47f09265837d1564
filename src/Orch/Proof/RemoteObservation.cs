using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>What was seen outside of this machine after the agent ended and before anything was delivered.</summary>
/// <param name="Refs">Branches and tags of the remote; null when it was not or could not be looked at.</param>
/// <param name="NewPullRequests">Pull requests that came to be meanwhile, whoever opened them.</param>
/// <param name="Trouble">Why it could not be looked at; null when it was.</param>
internal sealed record RemoteObservation(RefSnapshot? Refs, IReadOnlyList<OpenedPullRequest> NewPullRequests, string? Trouble);
