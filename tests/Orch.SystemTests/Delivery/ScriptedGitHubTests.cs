using System.Text.Json.Nodes;
using Orch.ScriptedGitHub;

namespace Orch.SystemTests.Delivery;

/// <summary>What the real gh makes of the scripted GitHub.</summary>
public sealed class ScriptedGitHubTests : IAsyncLifetime
{
    private DeliveryFixture one = null!;

    public async ValueTask InitializeAsync() => one = await DeliveryFixture.CreateAsync();

    public ValueTask DisposeAsync() => one.DisposeAsync();

    [Fact]
    public async Task What_gh_creates_is_listed_viewed_edited_commented_and_closed()
    {
        var commit = await one.RemoteBranchAsync("feat");
        Assert.Equal("https://github.com/acme/demo/pull/1", await OutputAsync("pr", "create", "--repo", "acme/demo", "--title", "T", "--body", "B", "--head", "feat", "--base", "main"));
        Assert.Equal("feat", (string?)(await JsonAsync("pr", "list", "--repo", "acme/demo", "--json", "headRefName"))[0]!["headRefName"]);
        var view = await JsonAsync("pr", "view", "1", "--repo", "acme/demo", "--json", "number,title,body,state,isDraft,url,headRefName,headRefOid,baseRefName,headRepositoryOwner,isCrossRepository,maintainerCanModify");
        Assert.Equal((commit, "B", "acme"), ((string?)view["headRefOid"], (string?)view["body"], (string?)view["headRepositoryOwner"]!["login"]));
        await OutputAsync("pr", "edit", "1", "--repo", "acme/demo", "--title", "U");
        await OutputAsync("pr", "comment", "1", "--repo", "acme/demo", "--body", "hello");
        await OutputAsync("pr", "close", "1", "--repo", "acme/demo");
        var pull = Assert.Single(one.Hub.PullRequests);
        Assert.Equal(("U", ScriptedPullRequestState.Closed, new ScriptedComment("octocat", "hello")), (pull.Title, pull.State, Assert.Single(pull.Comments)));
        Assert.Contains("title:\tU", await OutputAsync("pr", "view", "1", "--repo", "acme/demo"));
        Assert.Contains("hello", await OutputAsync("pr", "view", "1", "--repo", "acme/demo", "--comments"));
    }

    [Fact]
    public async Task Rest_and_GraphQL_show_the_same()
    {
        var commit = await one.RemoteBranchAsync("feat");
        var made = await JsonAsync("api", "repos/acme/demo/pulls", "-f", "title=T", "-f", "head=feat", "-f", "base=main");
        Assert.Equal((1, commit), ((int)made["number"]!, (string?)made["head"]!["sha"]));
        Assert.Equal("T", (string?)(await JsonAsync("api", "repos/acme/demo/pulls?head=acme:feat&state=open"))[0]!["title"]);
        var graph = await JsonAsync("api", "graphql", "-f", "query={ repository(owner: \"acme\", name: \"demo\") { pull: pullRequest(number: 1) { __typename title } } }");
        Assert.Equal("""{"__typename":"PullRequest","title":"T"}""", graph["data"]!["repository"]!["pull"]!.ToJsonString());
        var again = await one.GhAsync("api", "repos/acme/demo/pulls", "-f", "title=T", "-f", "head=feat", "-f", "base=main");
        Assert.Contains("A pull request already exists for acme:feat.", again.Output);
        Assert.Contains("HTTP 422", again.Error);
    }

    [Fact]
    public async Task Checks_their_logs_and_review_threads_are_shown()
    {
        var commit = await one.RemoteBranchAsync("feat");
        var pull = one.Hub.AddPullRequest("acme/demo", "feat");
        pull.Checks.Add(new(7, "build", "FAILURE", "it broke"));
        pull.Checks.Add(new(8, "lint", "SUCCESS"));
        pull.Threads.Add(new("src/a.c", 3, new ScriptedComment("ann", "Why?"), new ScriptedComment("bob", "Because.")));
        pull.Threads.Add(new("src/b.c", 4, new ScriptedComment("ann", "Typo")) { IsResolved = true });
        var checks = await one.GhAsync("pr", "checks", "1", "--repo", "acme/demo");
        Assert.Contains("build\tfail", checks.Output);
        Assert.Equal("it broke", await OutputAsync("api", "repos/acme/demo/actions/jobs/7/logs"));
        Assert.Equal(2, (int)(await JsonAsync("api", $"repos/acme/demo/commits/{commit}/check-runs"))["total_count"]!);
        var threads = await JsonAsync("api", "graphql", "-f", """
            query=query($n: Int = 1) { repository(owner: "acme", name: "demo") { pullRequest(number: $n) {
              reviewThreads(first: 1) { totalCount nodes { isResolved path line comments(first: 10) { nodes { author { login } body } } } pageInfo { hasNextPage endCursor } } } } }
            """);
        var page = threads["data"]!["repository"]!["pullRequest"]!["reviewThreads"]!;
        Assert.Equal((2, true, "src/a.c"), ((int)page["totalCount"]!, (bool)page["pageInfo"]!["hasNextPage"]!, (string?)page["nodes"]![0]!["path"]));
        Assert.Equal("Because.", (string?)page["nodes"]![0]!["comments"]!["nodes"]![1]!["body"]);
    }

    [Fact]
    public async Task A_field_that_it_does_not_have_is_an_error_and_never_made_up()
    {
        var result = await one.GhAsync("api", "graphql", "-f", "query={ viewer { salary } }");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Field 'salary' doesn't exist on type 'User'", result.Error);
    }

    [Fact]
    public async Task The_requests_can_be_looked_at()
    {
        await OutputAsync("api", "repos/acme/demo");
        Assert.Equal(new("GET", "/repos/acme/demo", null, ""), Assert.Single(one.Hub.Requests));
    }

    private async Task<string> OutputAsync(params string[] arguments)
    {
        var result = await one.GhAsync(arguments);
        Assert.True(result.Succeeded, $"gh {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments) => JsonNode.Parse(await OutputAsync(arguments))!;
}
