using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>The entry points of the schema: queries and mutations.</summary>
internal sealed class GraphSchema(HubState state)
{
    private readonly GraphTypes types = new(state);

    public GraphObject Query() => new("Query")
    {
        ["viewer"] = _ => GraphTypes.Person(state.Viewer),
        ["repository"] = arguments => types.Repository(
            state.Find((string)arguments["owner"]!, (string)arguments["name"]!)
            ?? throw new RefusedException($"Could not resolve to a Repository with the name '{arguments["owner"]}/{arguments["name"]}'.", "NOT_FOUND")),
        ["node"] = arguments => types.PullRequest(PullRequest(arguments["id"])),
        ["search"] = GraphConnection.Empty,
    };

    public GraphObject Mutation() => new("Mutation")
    {
        ["createPullRequest"] = arguments => Create(Input(arguments)),
        ["updatePullRequest"] = arguments => Change(Input(arguments), "pullRequestId", (one, input) =>
        {
            one.Title = (string?)input["title"] ?? one.Title;
            one.Body = (string?)input["body"] ?? one.Body;
            one.BaseBranch = (string?)input["baseRefName"] ?? one.BaseBranch;
        }),
        ["closePullRequest"] = arguments => Change(Input(arguments), "pullRequestId", (one, _) => one.State = ScriptedPullRequestState.Closed),
        ["reopenPullRequest"] = arguments => Change(Input(arguments), "pullRequestId", (one, _) => one.State = ScriptedPullRequestState.Open),
        ["markPullRequestReadyForReview"] = arguments => Change(Input(arguments), "pullRequestId", (one, _) => one.IsDraft = false),
        ["addComment"] = arguments => Comment(Input(arguments)),
    };

    private static JsonObject Input(JsonObject arguments) => arguments["input"]!.AsObject();

    private ScriptedPullRequest PullRequest(JsonNode? id) =>
        state.PullRequests.FirstOrDefault(one => one.Id == (string?)id)
        ?? throw new RefusedException($"Could not resolve to a node with the global id of '{id}'", "NOT_FOUND");

    private GraphObject Create(JsonObject input)
    {
        var repository = state.Find(one => one.Id == (string?)input["repositoryId"])
            ?? throw new RefusedException($"Could not resolve to a node with the global id of '{input["repositoryId"]}'", "NOT_FOUND");
        var created = state.Create(repository, (string)input["headRefName"]!, (string)input["baseRefName"]!, (string)input["title"]!, (string?)input["body"] ?? "");
        created.IsDraft = (bool?)input["draft"] ?? false;
        created.MaintainerCanModify = created.IsCrossRepository && ((bool?)input["maintainerCanModify"] ?? true);
        return Payload(created);
    }

    private GraphObject Change(JsonObject input, string idField, Action<ScriptedPullRequest, JsonObject> change)
    {
        var one = PullRequest(input[idField]);
        change(one, input);
        return Payload(one);
    }

    private GraphObject Comment(JsonObject input)
    {
        var one = PullRequest(input["subjectId"]);
        var comment = new ScriptedComment(state.Viewer, (string)input["body"]!);
        one.Comments.Add(comment);
        var node = GraphTypes.Comment(one, comment, one.Comments.Count);
        return new("AddCommentPayload") { ["commentEdge"] = _ => new GraphObject("Edge") { ["node"] = _ => node } };
    }

    private GraphObject Payload(ScriptedPullRequest one) => new("Payload")
    {
        ["pullRequest"] = _ => types.PullRequest(one),
        ["clientMutationId"] = _ => null,
    };
}
