using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orch.ScriptedGitHub;

/// <summary>The REST endpoints that <c>gh api</c> is used for.</summary>
internal sealed class RestApi(HubState state)
{
    public RestReply Answer(HttpRequest request, string body)
    {
        try
        {
            return Route(request, body) ?? new(404, new JsonObject { ["message"] = "Not Found" });
        }
        catch (RefusedException refused)
        {
            var error = new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = refused.Message };
            return new(422, new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(error) });
        }
    }

    private RestReply? Route(HttpRequest request, string body)
    {
        var path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is [] or ["user"])
        {
            return new(200, new JsonObject { ["login"] = state.Viewer });
        }

        if (path is not ["repos", var owner, var name, .. var rest] || state.Find(owner, name) is not { } repository)
        {
            return null;
        }

        var pull = rest is ["pulls" or "issues", var number, ..]
            ? state.PullRequestsOf(repository).FirstOrDefault(one => one.Number.ToString(CultureInfo.InvariantCulture) == number)
            : null;
        return (request.Method, rest) switch
        {
            ("GET", []) => new(200, RestJson.Repository(repository)),
            ("GET", ["pulls"]) => new(200, new JsonArray([.. Matching(repository, request.Query).Select(RestJson.PullRequest)])),
            ("POST", ["pulls"]) => new(201, RestJson.PullRequest(Create(repository, JsonNode.Parse(body)!))),
            ("GET", ["pulls", _]) when pull is not null => new(200, RestJson.PullRequest(pull)),
            ("PATCH", ["pulls", _]) when pull is not null => new(200, RestJson.PullRequest(Change(pull, JsonNode.Parse(body)!))),
            ("GET", ["pulls", _, "comments"]) when pull is not null => new(200, RestJson.ReviewComments(pull)),
            ("GET", ["issues", _, "comments"]) when pull is not null => new(200, new JsonArray([.. pull.Comments.Select(RestJson.Comment)])),
            ("POST", ["issues", _, "comments"]) when pull is not null => new(201, Comment(pull, JsonNode.Parse(body)!)),
            ("GET", ["commits", var sha, "check-runs"]) => new(200, RestJson.CheckRuns(state.PullRequestsOf(repository).Where(one => one.HeadSha == sha))),
            ("GET", ["actions", "jobs", var job, "logs"]) => Log(repository, job),
            _ => null,
        };
    }

    private IEnumerable<ScriptedPullRequest> Matching(ScriptedRepository repository, IQueryCollection query)
    {
        var wanted = query["state"].FirstOrDefault() ?? "open";
        var head = query["head"].FirstOrDefault();
        var to = query["base"].FirstOrDefault();
        return state.PullRequestsOf(repository)
            .Where(one => wanted == "all" || (wanted == "open") == (one.State == ScriptedPullRequestState.Open))
            .Where(one => head is null || head == $"{one.HeadRepository?.Owner}:{one.HeadBranch}")
            .Where(one => to is null || to == one.BaseBranch)
            .Reverse();
    }

    private ScriptedPullRequest Create(ScriptedRepository repository, JsonNode input)
    {
        var created = state.Create(repository, (string)input["head"]!, (string)input["base"]!, (string)input["title"]!, (string?)input["body"] ?? "");
        created.IsDraft = (bool?)input["draft"] ?? false;
        return created;
    }

    private static ScriptedPullRequest Change(ScriptedPullRequest one, JsonNode input)
    {
        one.Title = (string?)input["title"] ?? one.Title;
        one.Body = (string?)input["body"] ?? one.Body;
        one.State = (string?)input["state"] switch
        {
            "closed" => ScriptedPullRequestState.Closed,
            "open" => ScriptedPullRequestState.Open,
            _ => one.State,
        };
        return one;
    }

    private JsonObject Comment(ScriptedPullRequest on, JsonNode input)
    {
        var comment = new ScriptedComment(state.Viewer, (string)input["body"]!);
        on.Comments.Add(comment);
        return RestJson.Comment(comment);
    }

    private RestReply? Log(ScriptedRepository repository, string job)
    {
        var check = state.PullRequestsOf(repository).SelectMany(one => one.Checks)
            .FirstOrDefault(one => one.Id.ToString(CultureInfo.InvariantCulture) == job);
        return check is null ? null : new(200, null, check.Log);
    }
}
