using System.Text.Json;
using Orch.ScriptedGitHub;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Delivery;

/// <summary>What becomes of an agent whose delivery could not be made, and <c>orch deliver</c>, which makes it later.</summary>
public sealed class LateDeliveryTests
{
    /// <summary>What stands in the way, what the check says of it.</summary>
    public static TheoryData<string, string> Troubles => new()
    {
        { "401", "gh auth login" },
        { "rate limit", "rate limit" },
        { "502", "502" },
        { "a hang", "no answer within" },
        { "exists but is not shown", "already" },
        { "no gh", "gh is not installed" },
        { "no login", "gh is not logged in" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_GitHub_that_cannot_answer_ends_verified_and_the_pull_request_comes_later(string trouble, string words)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await using var hub = await world.UseGitHubAsync();
        StubAgent.Play(world, StubAgent.Work);
        GitHubTrouble.Break(trouble, world, hub);

        var agent = await RunAsync(world, 0);

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("passed", Check(agent, "pushed").GetProperty("status").GetString());
        Assert.Equal("skipped", Check(agent, "pull_request").GetProperty("status").GetString());
        Assert.Contains(words, Check(agent, "pull_request").GetProperty("detail").GetString());
        Assert.EndsWith("'orch deliver work' tries again", Check(agent, "pull_request").GetProperty("detail").GetString());
        if (trouble != "a hang")
        {
            // Still no answer: that is said, and nothing is changed.
            var again = await world.OrchJsonAsync(5, "deliver", "work", "--json");
            Assert.Equal("skipped", Check(again, "pull_request").GetProperty("status").GetString());
        }

        GitHubTrouble.Mend(trouble, world, hub);
        var delivered = await world.OrchJsonAsync(0, "deliver", "work", "--json");

        var opened = Assert.Single(hub.PullRequests);
        Assert.Equal(("orch/work", "main", agent.GetProperty("head_sha").GetString()), (opened.HeadBranch, opened.BaseBranch, opened.HeadSha));
        Assert.Contains("| validation | passed |", opened.Body);
        Assert.Equal("verified", delivered.GetProperty("state").GetString());
        Assert.Equal(agent.GetProperty("ended_at").GetString(), delivered.GetProperty("ended_at").GetString());
        Assert.Equal(opened.Url, delivered.GetProperty("pull_request").GetProperty("url").GetString());
        Assert.Equal("passed", Check(delivered, "pull_request").GetProperty("status").GetString());
        Assert.Equal(Check(agent, "pushed").GetRawText(), Check(delivered, "pushed").GetRawText());
    }

    [Fact]
    public async Task Delivering_twice_delivers_once_and_everything_on_record_tells_of_it()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await using var hub = await RunWithoutGhAsync(world);

        var first = await world.OrchJsonAsync(0, "deliver", "work", "--json");
        var events = (await world.OrchAsync("events", "work", "--json")).Output;
        var second = await world.OrchAsync("deliver", "work");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("nothing to deliver: it is delivered already", second.Error);
        Assert.Single(hub.PullRequests);
        Assert.Equal(events, (await world.OrchAsync("events", "work", "--json")).Output);
        Assert.Contains("\"kind\":\"delivered\"", events);
        Assert.Equal(first.GetRawText(), (await world.OrchJsonAsync(0, "status", "work", "--json")).GetRawText());
        Assert.Equal(first.GetRawText(), File.ReadAllText(Path.Combine(world.State, "agents", "work", "result.json")).Trim());

        var evidence = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(first.GetProperty("evidence").GetString()!));
        Assert.Equal("skipped", Check(evidence, "pull_request").GetProperty("status").GetString());
        var later = Assert.Single(evidence.GetProperty("deliveries").EnumerateArray());
        Assert.Equal("passed", Check(later, "pull_request").GetProperty("status").GetString());
        Assert.Equal(1, later.GetProperty("pull_request").GetProperty("number").GetInt32());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(first.GetProperty("evidence").GetString()!))),
            first.GetProperty("artifacts").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "evidence").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Two_at_once_open_one_pull_request()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await using var hub = await RunWithoutGhAsync(world);

        var both = await Task.WhenAll(world.OrchAsync("deliver", "work"), world.OrchAsync("deliver", "work"));

        Assert.All(both, one => Assert.Equal(0, one.ExitCode));
        Assert.Single(hub.PullRequests);
    }

    [Fact]
    public async Task A_remote_out_of_reach_at_the_push_ends_unverified_and_is_pushed_later()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        StubAgent.Play(world, $"{StubAgent.Work}; mv \"$ORIGIN\" \"$ORIGIN.away\"");

        var agent = await RunAsync(world, 3);

        Assert.Equal("failed", Check(agent, "pushed").GetProperty("status").GetString());
        Assert.EndsWith("'orch deliver work' tries again", Check(agent, "pushed").GetProperty("detail").GetString());
        Assert.Contains("orch deliver work", (await world.OrchAsync("status", "work")).Output);
        await world.OrchJsonAsync(5, "deliver", "work", "--json");

        Directory.Move(world.Origin + ".away", world.Origin);
        var delivered = await world.OrchJsonAsync(0, "deliver", "work", "--json");

        Assert.Equal("unverified", delivered.GetProperty("state").GetString());
        Assert.Equal("passed", Check(delivered, "pushed").GetProperty("status").GetString());
        Assert.Contains("after the end, by 'orch deliver'", Check(delivered, "pushed").GetProperty("detail").GetString());
        Assert.Equal("echo 2\n", await world.AtOriginAsync("orch/work", "app.sh"));
        Assert.Contains("nothing to deliver", (await world.OrchAsync("deliver", "work")).Error);
    }

    [Fact]
    public async Task A_branch_that_somebody_else_took_meanwhile_is_left_alone_and_named()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        StubAgent.Play(world, $"{StubAgent.Work}; git --git-dir \"$ORIGIN\" branch orch/work main");

        var agent = await RunAsync(world, 3);
        var later = await world.OrchAsync("deliver", "work");

        Assert.Contains("the remote has a branch orch/work already", Check(agent, "pushed").GetProperty("detail").GetString());
        Assert.Equal(3, later.ExitCode);
        Assert.Equal("echo 1\n", await world.AtOriginAsync("orch/work", "app.sh"));
    }

    [Fact]
    public async Task A_base_that_is_gone_is_refused_and_a_pull_request_opened_when_it_is_back()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await world.GitAsync("push", "-q", "origin", "main:release");
        await using var hub = await world.UseGitHubAsync();
        StubAgent.Play(world, $"{StubAgent.Work}; git --git-dir \"$ORIGIN\" branch -q -D release");

        var agent = await RunAsync(world, 3, "--base", "release");
        var refused = await world.OrchAsync("deliver", "work");
        await world.GitAsync("--git-dir", world.Origin, "branch", "release", "main");
        var delivered = await world.OrchJsonAsync(0, "deliver", "work", "--json");

        Assert.Equal("passed", Check(agent, "pushed").GetProperty("status").GetString());
        Assert.Contains("GitHub refused", Check(agent, "pull_request").GetProperty("detail").GetString());
        Assert.Equal(3, refused.ExitCode);
        Assert.Equal("passed", Check(delivered, "pull_request").GetProperty("status").GetString());
        Assert.Equal("release", Assert.Single(hub.PullRequests).BaseBranch);
    }

    [Fact]
    public async Task A_pull_request_that_was_closed_meanwhile_is_not_opened_again()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await world.GitAsync("push", "-q", "origin", "main:feature");
        await using var hub = await world.UseGitHubAsync();
        var existing = hub.AddPullRequest("acme/demo", "feature", "A feature");
        StubAgent.Play(world, $"{StubAgent.Work}; GH_TOKEN=dummy \"$WORLD/programs/gh\" pr close 1 --repo acme/demo");

        var agent = await RunAsync(world, 3, "--pr", "1");

        Assert.Equal("passed", Check(agent, "pushed").GetProperty("status").GetString());
        Assert.Equal("failed", Check(agent, "pull_request").GetProperty("status").GetString());
        Assert.Contains("is closed", Check(agent, "pull_request").GetProperty("detail").GetString());
        Assert.Same(existing, Assert.Single(hub.PullRequests));
        Assert.Equal(3, (await world.OrchAsync("deliver", "work")).ExitCode);
    }

    [Fact]
    public async Task A_pull_request_that_somebody_else_opened_first_is_taken_and_its_text_stays()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await using var hub = await world.UseGitHubAsync();
        hub.BeforeCreate = () =>
        {
            hub.BeforeCreate = null;
            hub.AddPullRequest("acme/demo", "orch/work", "Faster", "By hand");
        };
        StubAgent.Play(world, StubAgent.Work);

        var agent = await RunAsync(world, 0);

        Assert.Equal("By hand", Assert.Single(hub.PullRequests).Body);
        Assert.Equal("passed", Check(agent, "pull_request").GetProperty("status").GetString());
        Assert.Equal(1, agent.GetProperty("pull_request").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task What_did_not_pass_is_a_draft_when_that_is_wanted_also_later()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await using var hub = await world.UseGitHubAsync();
        StubAgent.Play(world, "echo 'echo 3' > app.sh");
        world.Hide("gh");

        var agent = await RunAsync(world, 3, "--draft-unverified");
        world.Show("gh");
        var delivered = await world.OrchJsonAsync(0, "deliver", "work", "--json");

        Assert.Equal("failed", Check(agent, "validation").GetProperty("status").GetString());
        Assert.Equal("unverified", delivered.GetProperty("state").GetString());
        var opened = Assert.Single(hub.PullRequests);
        Assert.True(opened.IsDraft);
        Assert.Contains("**Not verified:** validation failed", opened.Body);
    }

    [Fact]
    public async Task What_did_not_pass_is_not_delivered_and_an_agent_may_not_deliver()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        StubAgent.Play(world, "echo 'echo 3' > app.sh");
        await RunAsync(world, 3);

        var refused = await world.OrchAsync("deliver", "work");
        world.Environment["ORCH_AGENT"] = "other";
        var agent = await world.OrchAsync("deliver", "work");

        Assert.Equal(7, refused.ExitCode);
        Assert.Contains("did not pass validation", refused.Error);
        Assert.Equal(7, agent.ExitCode);
        Assert.Equal(["main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task What_was_verified_without_a_remote_is_delivered_when_there_is_one()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await world.GitAsync("remote", "remove", "origin");
        StubAgent.Play(world, StubAgent.Work);
        await RunAsync(world, 0);

        var nothing = await world.OrchAsync("deliver", "work");
        await world.GitAsync("remote", "add", "origin", world.Origin);
        await world.OrchJsonAsync(0, "deliver", "work", "--json");

        Assert.Equal(0, nothing.ExitCode);
        Assert.Contains("nothing to deliver: the repository has no remote", nothing.Error);
        Assert.Equal("echo 2\n", await world.AtOriginAsync("orch/work", "app.sh"));
    }

    private static async Task<ScriptedGitHubServer> RunWithoutGhAsync(World world)
    {
        await StubAgent.PrepareAsync(world);
        var hub = await world.UseGitHubAsync();
        StubAgent.Play(world, StubAgent.Work);
        world.Hide("gh");
        await RunAsync(world, 0);
        world.Show("gh");
        return hub;
    }

    private static Task<JsonElement> RunAsync(World world, int exitCode, params IReadOnlyList<string> options) => world.OrchJsonAsync(
        exitCode, ["run", "--json", "--agent-cli", "claude", "--name", "work", "--repair", "0", "--validate", StubAgent.Validate, .. options, "Make app.sh print 2"]);

    private static JsonElement Check(JsonElement holder, string name) =>
        holder.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
}
