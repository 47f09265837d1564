using Orch.ScriptedGitHub;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Delivery;

/// <summary>Work on pull requests whose branch is in somebody's fork.</summary>
public sealed class ForkTests
{
    [Fact]
    public async Task The_work_goes_to_the_forks_branch_when_its_owner_lets_maintainers_push()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await using var hub = await CreateAsync(world, mayPush: true);
        StubAgent.Play(world, StubAgent.Work);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "work", "--pr", "1", "--validate", StubAgent.Validate, "Make app.sh print 2");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal(agent.GetProperty("head_sha").GetString(), await world.GitAsync("--git-dir", Fork(world), "rev-parse", "fix"));
        Assert.Equal(agent.GetProperty("head_sha").GetString(), Assert.Single(hub.PullRequests).HeadSha);
        Assert.Equal(["main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task Else_it_is_refused_before_the_start()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await using var hub = await CreateAsync(world, mayPush: false);
        StubAgent.Play(world, StubAgent.Work);

        var result = await world.OrchAsync("run", "--agent-cli", "claude", "--pr", "1", "Make app.sh print 2");

        Assert.Equal(7, result.ExitCode);
        Assert.Contains("allow edits by maintainers", result.Error);
        Assert.Equal(0, (await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").GetArrayLength());
    }

    private static string Fork(World world) => Path.Combine(world.Root, "fork.git");

    private static async Task<ScriptedGitHubServer> CreateAsync(World world, bool mayPush)
    {
        await StubAgent.PrepareAsync(world);
        await world.GitAsync("clone", "-q", "--bare", world.Origin, Fork(world));
        await world.GitAsync("push", "-q", Fork(world), "main:fix");
        var hub = await world.UseGitHubAsync();
        await world.GitAsync("config", "--add", $"url.{Fork(world)}.insteadOf", "https://github.com/somebody/demo.git");
        hub.AddRepository("somebody/demo", Fork(world), forkOf: "acme/demo");
        hub.AddPullRequest("acme/demo", "fix", "Fix it", headRepository: "somebody/demo").MaintainerCanModify = mayPush;
        return hub;
    }
}
