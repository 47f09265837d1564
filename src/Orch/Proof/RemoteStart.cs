using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>What there was outside of this machine before the agent began.</summary>
/// <param name="Refs">Branches and tags of the remote; null when it could not be reached.</param>
/// <param name="LastPullRequest">The number of the newest pull request, 0 when there was none; null when that could not be asked for.</param>
internal sealed record RemoteStart(RefSnapshot? Refs, int? LastPullRequest);
