using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>The model in the words of the schema.</summary>
internal sealed class GraphTypes(HubState state)
{
    public static GraphObject Person(string login) => new("User", "Actor", "RepositoryOwner", "Node")
    {
        ["id"] = _ => $"U_{login}",
        ["login"] = _ => login,
        ["name"] = _ => "",
    };

    public static GraphObject Comment(ScriptedPullRequest on, ScriptedComment comment, int number) => new("IssueComment", "Node")
    {
        ["id"] = _ => $"{on.Id}_C{number}",
        ["author"] = _ => Person(comment.Author),
        ["authorAssociation"] = _ => "MEMBER",
        ["body"] = _ => comment.Body,
        ["createdAt"] = _ => on.CreatedAt,
        ["includesCreatedEdit"] = _ => false,
        ["isMinimized"] = _ => false,
        ["minimizedReason"] = _ => "",
        ["reactionGroups"] = _ => Array.Empty<GraphObject>(),
        ["url"] = _ => $"{on.Url}#issuecomment-{number}",
        ["viewerDidAuthor"] = _ => false,
    };

    public GraphObject Repository(ScriptedRepository one) => new("Repository", "Node")
    {
        ["id"] = _ => one.Id,
        ["name"] = _ => one.Name,
        ["nameWithOwner"] = _ => one.FullName,
        ["owner"] = _ => Person(one.Owner),
        ["url"] = _ => one.Url,
        ["description"] = _ => "",
        ["hasIssuesEnabled"] = _ => true,
        ["hasWikiEnabled"] = _ => false,
        ["viewerPermission"] = _ => one.ViewerPermission,
        ["defaultBranchRef"] = _ => new GraphObject("Ref") { ["name"] = _ => one.DefaultBranch },
        ["isPrivate"] = _ => false,
        ["isFork"] = _ => one.Parent is not null,
        ["parent"] = _ => one.Parent is { } parent ? Repository(parent) : null,
        ["mergeCommitAllowed"] = _ => true,
        ["rebaseMergeAllowed"] = _ => true,
        ["squashMergeAllowed"] = _ => true,
        ["pullRequest"] = arguments => PullRequest(
            state.PullRequestsOf(one).FirstOrDefault(pull => pull.Number == (int)arguments["number"]!)
            ?? throw new RefusedException($"Could not resolve to a PullRequest with the number of {arguments["number"]}.", "NOT_FOUND")),
        ["pullRequests"] = arguments => GraphConnection.Of(arguments, Matching(one, arguments).Select(PullRequest)),
    };

    public GraphObject PullRequest(ScriptedPullRequest one) => new("PullRequest", "Node")
    {
        ["id"] = _ => one.Id,
        ["number"] = _ => one.Number,
        ["url"] = _ => one.Url,
        ["title"] = _ => one.Title,
        ["body"] = _ => one.Body,
        ["state"] = _ => StateName(one),
        ["closed"] = _ => one.State != ScriptedPullRequestState.Open,
        ["isDraft"] = _ => one.IsDraft,
        ["author"] = _ => Person(one.Author),
        ["createdAt"] = _ => one.CreatedAt,
        ["updatedAt"] = _ => one.CreatedAt,
        ["closedAt"] = _ => null,
        ["mergedAt"] = _ => null,
        ["mergedBy"] = _ => null,
        ["mergeCommit"] = _ => null,
        ["potentialMergeCommit"] = _ => null,
        ["headRefName"] = _ => one.HeadBranch,
        ["headRefOid"] = _ => one.HeadSha,
        ["headRepository"] = _ => one.HeadRepository is { } head ? Repository(head) : null,
        ["headRepositoryOwner"] = _ => one.HeadRepository is { } head ? Person(head.Owner) : null,
        ["baseRefName"] = _ => one.BaseBranch,
        ["baseRef"] = _ => new GraphObject("Ref") { ["name"] = _ => one.BaseBranch, ["branchProtectionRule"] = _ => null },
        ["isCrossRepository"] = _ => one.IsCrossRepository,
        ["maintainerCanModify"] = _ => one.MaintainerCanModify,
        ["mergeable"] = _ => "MERGEABLE",
        ["mergeStateStatus"] = _ => "CLEAN",
        ["reviewDecision"] = _ => "",
        ["additions"] = _ => 0,
        ["deletions"] = _ => 0,
        ["changedFiles"] = _ => 0,
        ["milestone"] = _ => null,
        ["reactionGroups"] = _ => Array.Empty<GraphObject>(),
        ["files"] = GraphConnection.Empty,
        ["reviews"] = arguments => GraphConnection.Of(arguments, one.Reviews.Select((review, i) => Review(one, review, i + 1))),
        ["latestReviews"] = GraphConnection.Empty,
        ["reviewRequests"] = GraphConnection.Empty,
        ["assignees"] = GraphConnection.Empty,
        ["labels"] = GraphConnection.Empty,
        ["projectCards"] = GraphConnection.Empty,
        ["projectItems"] = GraphConnection.Empty,
        ["comments"] = arguments => GraphConnection.Of(arguments, one.Comments.Select((comment, i) => Comment(one, comment, i + 1))),
        ["reviewThreads"] = arguments => GraphConnection.Of(arguments, one.Threads.Select((thread, i) => Thread(one, thread, i + 1))),
        ["commits"] = arguments => GraphConnection.Of(arguments, [new("PullRequestCommit") { ["commit"] = _ => Commit(one) }]),
    };

    private static string StateName(ScriptedPullRequest one) => one.State.ToString().ToUpperInvariant();

    private static GraphObject Thread(ScriptedPullRequest on, ScriptedReviewThread thread, int number) => new("PullRequestReviewThread", "Node")
    {
        ["id"] = _ => $"{on.Id}_T{number}",
        ["isResolved"] = _ => thread.IsResolved,
        ["isOutdated"] = _ => thread.IsOutdated,
        ["path"] = _ => thread.Path,
        ["line"] = _ => thread.Line,
        ["comments"] = arguments => GraphConnection.Of(arguments, thread.Comments.Select((comment, i) => Comment(on, comment, i + 1))),
    };

    private static GraphObject Review(ScriptedPullRequest on, ScriptedReview review, int number) => new("PullRequestReview", "Node")
    {
        ["id"] = _ => $"{on.Id}_R{number}",
        ["author"] = _ => Person(review.Author),
        ["authorAssociation"] = _ => "MEMBER",
        ["state"] = _ => review.State,
        ["body"] = _ => review.Body,
        ["submittedAt"] = _ => on.CreatedAt,
        ["url"] = _ => $"{on.Url}#pullrequestreview-{number}",
    };

    // The newest commit stands for all: only the bare repository knows the others.
    private static GraphObject Commit(ScriptedPullRequest one) => new("Commit", "Node")
    {
        ["oid"] = _ => one.HeadSha,
        ["messageHeadline"] = _ => "",
        ["messageBody"] = _ => "",
        ["committedDate"] = _ => one.CreatedAt,
        ["authoredDate"] = _ => one.CreatedAt,
        ["authors"] = GraphConnection.Empty,
        ["statusCheckRollup"] = _ => one.Checks.Count == 0 ? null : new GraphObject("StatusCheckRollup")
        {
            ["contexts"] = arguments => GraphConnection.Of(arguments, one.Checks.Select(check => Check(one, check))),
        },
    };

    private static GraphObject Check(ScriptedPullRequest on, ScriptedCheck check) => new("CheckRun", "Node")
    {
        ["databaseId"] = _ => check.Id,
        ["name"] = _ => check.Name,
        ["status"] = _ => check.Conclusion is null ? "IN_PROGRESS" : "COMPLETED",
        ["conclusion"] = _ => check.Conclusion ?? "",
        ["startedAt"] = _ => on.CreatedAt,
        ["completedAt"] = _ => on.CreatedAt,
        ["detailsUrl"] = _ => $"{on.Repository.Url}/actions/runs/{check.Id}/job/{check.Id}",
        ["isRequired"] = _ => false,
        ["checkSuite"] = _ => new GraphObject("CheckSuite") { ["workflowRun"] = _ => null },
    };

    private IEnumerable<ScriptedPullRequest> Matching(ScriptedRepository repository, JsonObject arguments)
    {
        var states = arguments["states"] switch
        {
            JsonArray many => many.Select(state => (string?)state).ToList(),
            { } one => [(string?)one],
            null => null,
        };
        return state.PullRequestsOf(repository)
            .Where(one => states?.Contains(StateName(one)) ?? true)
            .Where(one => arguments["headRefName"] is not { } head || one.HeadBranch == (string?)head)
            .Where(one => arguments["baseRefName"] is not { } to || one.BaseBranch == (string?)to)
            .Reverse();
    }
}
