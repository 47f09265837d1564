using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub;

/// <summary>The model in the words of the REST API.</summary>
internal static class RestJson
{
    public static JsonObject Repository(ScriptedRepository one) => new()
    {
        ["name"] = one.Name,
        ["full_name"] = one.FullName,
        ["owner"] = Person(one.Owner),
        ["default_branch"] = one.DefaultBranch,
        ["fork"] = one.Parent is not null,
        ["html_url"] = one.Url,
    };

    public static JsonObject PullRequest(ScriptedPullRequest one) => new()
    {
        ["number"] = one.Number,
        ["node_id"] = one.Id,
        ["html_url"] = one.Url,
        ["title"] = one.Title,
        ["body"] = one.Body,
        ["state"] = one.State == ScriptedPullRequestState.Open ? "open" : "closed",
        ["merged"] = one.State == ScriptedPullRequestState.Merged,
        ["draft"] = one.IsDraft,
        ["user"] = Person(one.Author),
        ["maintainer_can_modify"] = one.MaintainerCanModify,
        ["head"] = Side(one.HeadRepository, one.HeadBranch, one.HeadSha),
        ["base"] = Side(one.Repository, one.BaseBranch, one.Repository.ShaOf(one.BaseBranch)),
    };

    public static JsonObject Comment(ScriptedComment comment) => new()
    {
        ["user"] = Person(comment.Author),
        ["body"] = comment.Body,
    };

    public static JsonArray ReviewComments(ScriptedPullRequest one)
    {
        var all = new JsonArray();
        foreach (var thread in one.Threads)
        {
            foreach (var comment in thread.Comments)
            {
                var json = Comment(comment);
                json["path"] = thread.Path;
                json["line"] = thread.Line;
                all.Add((JsonNode)json);
            }
        }

        return all;
    }

    public static JsonObject CheckRuns(IEnumerable<ScriptedPullRequest> pullRequests)
    {
        var runs = pullRequests.SelectMany(one => one.Checks).Select(check => (JsonNode)new JsonObject
        {
            ["id"] = check.Id,
            ["name"] = check.Name,
            ["status"] = check.Conclusion is null ? "in_progress" : "completed",
            ["conclusion"] = check.Conclusion?.ToLowerInvariant(),
        }).ToArray();
        return new() { ["total_count"] = runs.Length, ["check_runs"] = new JsonArray(runs) };
    }

    private static JsonObject Side(ScriptedRepository? repository, string branch, string? sha) => new()
    {
        ["ref"] = branch,
        ["sha"] = sha,
        ["label"] = $"{repository?.Owner}:{branch}",
        ["user"] = repository is null ? null : Person(repository.Owner),
        ["repo"] = repository is null ? null : Repository(repository),
    };

    private static JsonObject Person(string login) => new() { ["login"] = login };
}
