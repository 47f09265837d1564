using Orch.ScriptedGitHub;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>Pull requests, by the real gh against the scripted GitHub.</summary>
public sealed class PullRequestTests
{
    private const string AddHello = """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]""";

    [Fact]
    public async Task A_pull_request_is_opened_with_the_right_head_base_and_body()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "hello", "--validate", "test -f hello.txt", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var opened = Assert.Single(hub.PullRequests);
        Assert.Equal("orch/hello", opened.HeadBranch);
        Assert.Equal("main", opened.BaseBranch);
        Assert.Equal(agent.GetProperty("head_sha").GetString(), opened.HeadSha);
        Assert.Equal("Add hello.txt", opened.Title);
        Assert.Contains("validation", opened.Body);
        Assert.Contains(opened.HeadSha, opened.Body);
        Assert.Equal(opened.Number, agent.GetProperty("pull_request").GetProperty("number").GetInt32());
        Assert.Equal(opened.Url, agent.GetProperty("pull_request").GetProperty("url").GetString());
        Assert.Equal("passed", StatusOf(agent, "pull_request"));
    }

    [Fact]
    public async Task No_new_pr_opens_none()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--no-new-pr", "--name", "hello", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Empty(hub.PullRequests);
        Assert.Equal("skipped", StatusOf(agent, "pull_request"));
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/hello", "hello.txt"));
    }

    [Fact]
    public async Task Working_on_a_pull_request_adds_to_its_branch_and_opens_none()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();
        await AddBranchAsync(world, "feature");
        var existing = hub.AddPullRequest("acme/demo", "feature", "A feature");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--pr", $"{existing.Number}", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("feature", agent.GetProperty("branch").GetString());
        Assert.Same(existing, Assert.Single(hub.PullRequests));
        Assert.Equal("hello\n", await world.AtOriginAsync("feature", "hello.txt"));
        Assert.Equal("feature\n", await world.AtOriginAsync("feature", "feature.txt"));
        Assert.Equal(["feature", "main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task Working_on_a_branch_adds_to_it()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await AddBranchAsync(world, "feature");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--branch", "feature", "--no-new-branch", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("hello\n", await world.AtOriginAsync("feature", "hello.txt"));
        Assert.Equal(["feature", "main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task Without_a_remote_the_work_on_a_branch_moves_the_branch_forward()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.GitAsync("remote", "remove", "origin");
        await world.GitAsync("branch", "feature");

        await world.OrchJsonAsync(0, "run", "--json", "--branch", "feature", World.Task("Add hello.txt", AddHello));

        Assert.Equal("hello", await world.GitAsync("show", "feature:hello.txt"));
    }

    [Fact]
    public async Task A_branch_that_is_checked_out_stays_and_the_work_is_kept_under_a_ref()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.GitAsync("remote", "remove", "origin");
        var before = await world.GitAsync("rev-parse", "main");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--branch", "main", "--name", "kept", World.Task("Add hello.txt", AddHello));

        Assert.Equal(before, await world.GitAsync("rev-parse", "main"));
        Assert.Equal(agent.GetProperty("head_sha").GetString(), await world.GitAsync("rev-parse", "refs/orch/work/kept"));
    }

    [Fact]
    public async Task A_pull_request_that_does_not_exist_is_an_error_and_starts_nothing()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();

        var result = await world.OrchAsync("run", "--pr", "77", "Fix it");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("77", result.Error);
        Assert.Equal(0, (await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").GetArrayLength());
    }

    [Fact]
    public async Task A_GitHub_that_cannot_answer_leaves_the_work_pushed_and_says_why()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();
        hub.Fail = GitHubFailure.BadGateway;

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "hello", World.Task("Add hello.txt", AddHello));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("skipped", StatusOf(agent, "pull_request"));
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/hello", "hello.txt"));
    }

    private static async Task AddBranchAsync(World world, string branch)
    {
        await world.GitAsync("switch", "-q", "-c", branch);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "feature.txt"), "feature\n");
        await world.GitAsync("add", "feature.txt");
        await world.GitAsync("commit", "-q", "-m", "Begin the feature");
        await world.GitAsync("push", "-q", "origin", branch);
        await world.GitAsync("switch", "-q", "main");
        await world.GitAsync("branch", "-q", "-D", branch);
    }

    private static string? StatusOf(System.Text.Json.JsonElement agent, string check) =>
        agent.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == check).GetProperty("status").GetString();
}
