using Orch.Planning;
using Orch.Workspaces;

namespace Orch;

/// <summary>What a plan asks of its workspace.</summary>
/// <param name="Spec">The plan.</param>
/// <param name="Target">The pull request that it works on; null for none.</param>
/// <param name="Repository">The user's repository.</param>
/// <param name="HasFixedName">The name may not be changed.</param>
internal sealed record WorkspaceOrder(AgentSpec Spec, PullRequestTarget? Target, RepositoryFacts Repository, bool HasFixedName)
{
    public WorkspaceRequest Request(string name, Surroundings surroundings) => new(Repository, name, Path.Combine(surroundings.State.Path, "workspaces"))
    {
        Base = Spec.Base,
        Branch = Spec.Branch,
        PullRequest = Target,
        WorkspaceName = Spec.WorkspaceConfig?.WorkspaceName,
        WorkspaceRoot = Spec.WorkspaceConfig?.WorkspaceRoot is { } root ? Path.GetFullPath(root, surroundings.Directory) : null,
    };
}
