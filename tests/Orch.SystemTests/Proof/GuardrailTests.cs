using Orch.SystemTests.Support;

namespace Orch.SystemTests.Proof;

/// <summary>What keeps an agent from delivering by itself, as far as it does.</summary>
public sealed class GuardrailTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pull_request_by_habit_is_refused_with_the_reason_and_Orch_opens_it_afterwards()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();
        StubAgent.Play(world, $$"""
            {{StubAgent.Work}}; git add -A; git commit -q -m Done
            gh pr create --fill; echo "create $?"
            gh api -X POST repos/acme/demo/pulls -f title=x; echo "api $?"
            gh auth token; echo "token $?"
            gh --version; echo "version $?"
            GH_TOKEN=dummy gh pr list --repo acme/demo --state all; echo "list $?"
            """);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "eager", "Make app.sh print 2");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var said = await File.ReadAllTextAsync(Path.Combine(world.Root, "stub.log"), Ct);
        Assert.Contains("orch: 'gh pr create' is refused", said);
        foreach (var line in (string[])["create 1", "api 1", "token 1", "version 0", "list 0"])
        {
            Assert.Contains(line, said);
        }

        Assert.Equal("Make app.sh print 2", Assert.Single(hub.PullRequests).Title);
    }

    [Theory]
    [InlineData("git push origin HEAD:refs/heads/x")]
    [InlineData("git push \"$ORIGIN\" HEAD:refs/heads/x")]
    [InlineData("git push https://github.com/acme/demo.git HEAD:refs/heads/x")]
    [InlineData("git push git@github.com:acme/demo.git HEAD:refs/heads/x")]
    [InlineData("git push ssh://git@github.com/acme/demo.git HEAD:refs/heads/x")]
    public async Task A_push_by_habit_goes_nowhere(string push)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        StubAgent.Play(world, $"{StubAgent.Work}; git add -A; git commit -q -m Done; {push}; echo \"push $?\"");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "eager", "Make app.sh print 2");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var said = await File.ReadAllTextAsync(Path.Combine(world.Root, "stub.log"), Ct);
        Assert.Contains("orch-delivers-this-work", said);
        // 128, or 141 when git finds the pipe of the helper that is not there closed already.
        Assert.Matches("push (128|141)", said);
        Assert.Equal(["main", "orch/eager"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task A_project_may_push_between_its_own_scratch_repositories()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        StubAgent.Play(world, $"{StubAgent.Work}; git init -q --bare \"$WORLD/scratch.git\"; git push -q \"$WORLD/scratch.git\" HEAD:refs/heads/x; echo \"push $?\"");

        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "tests", "Make app.sh print 2");

        Assert.Contains("push 0", await File.ReadAllTextAsync(Path.Combine(world.Root, "stub.log"), Ct));
    }

    [Fact]
    public async Task The_environment_holds_no_means_to_deliver()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        foreach (var name in (string[])["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "SSH_AUTH_SOCK", "GIT_ASKPASS", "SSH_ASKPASS"])
        {
            world.Environment[name] = "should-not-be-there";
        }

        // A helper of the user's, and a header as a checkout in CI leaves it.
        await world.GitAsync("config", "--global", "credential.helper", "!echo password=should-not-be-there; :");
        await world.GitAsync("config", "http.https://github.com/.extraheader", "Authorization: should-not-be-there");
        await world.GitAsync("remote", "set-url", "origin", "https://github.com/acme/demo.git");
        await world.GitAsync("config", $"url.{world.Origin}.insteadOf", "https://github.com/acme/demo.git");
        StubAgent.Play(world, $$"""
            {{StubAgent.Work}}
            env
            printf 'protocol=https\nhost=github.com\n\n' | git credential fill
            git config --get-urlmatch http.extraheader https://github.com/acme/demo.git
            git config --list
            """);

        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "poor", "--no-new-pr", "Make app.sh print 2");

        var lines = (await File.ReadAllLinesAsync(Path.Combine(world.Root, "stub.log"), Ct)).Where(line => line.Contains("should-not-be-there", StringComparison.Ordinal));

        // git still lists what its files say; what it does is told by the lines above.
        Assert.All(lines, line => Assert.True(line.StartsWith("credential.helper=", StringComparison.Ordinal) || line.StartsWith("http.https://github.com/.extraheader=", StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task An_ssh_that_would_push_is_refused_and_one_that_fetches_is_not()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("ssh", "echo \"real ssh: $*\"");
        StubAgent.Play(world, $"{StubAgent.Work}; ssh git@example.com \"git-receive-pack 'x.git'\"; ssh git@example.com \"git-upload-pack 'x.git'\"");

        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "sshd", "Make app.sh print 2");

        var said = await File.ReadAllTextAsync(Path.Combine(world.Root, "stub.log"), Ct);
        Assert.Contains("orch: pushing is refused", said);
        Assert.Contains("real ssh: git@example.com git-upload-pack", said);
        Assert.DoesNotContain("real ssh: git@example.com git-receive-pack", said);
    }
}
