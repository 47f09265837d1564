using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Proof;

/// <summary>
/// Agents that claim success. Each row is one way to get away without the work, or with more than the work, and the end that it comes to with
/// the check that caught it. Every agent says that it is done; none of these may end verified.
/// </summary>
public sealed class LyingAgentTests
{
    private const string Commit = "git commit -q -a -m Done";

    public static TheoryData<string> Names => [.. Lie.All.Select(lie => lie.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_agent_that(string lies)
    {
        var lie = Lie.All.Single(one => one.Name == lies);
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await PrepareAsync(world, lie.Files);
        await using var hub = lie.IsOnGitHub ? await world.UseGitHubAsync() : null;
        var before = await world.GitAsync("--git-dir", world.Origin, "for-each-ref");
        StubAgent.Play(world, lie.Script, lie.Claim);

        string[] validate = lie.Validate is { } command ? ["--validate", command] : [];
        var agent = await world.OrchJsonAsync(
            ExitCode(lie.State), ["run", "--json", "--agent-cli", "claude", "--name", "liar", "--repair", "0", .. validate, "Make app.sh print 2"]);

        Assert.Equal(lie.State, agent.GetProperty("state").GetString());
        foreach (var name in new[] { lie.Check, lie.Also }.OfType<string>())
        {
            Assert.Equal("failed", Check(agent, name).GetProperty("status").GetString());
        }

        if (lie.Check is { } caught)
        {
            Assert.Contains(lie.Detail, Check(agent, caught).GetProperty("detail").GetString()!);
            Assert.Equal("skipped", Check(agent, "pushed").GetProperty("status").GetString());
            Assert.Equal("unverified", Read(world, "result.json").GetProperty("state").GetString());
            Assert.Equal("failed", Check(Read(world, "evidence.json"), caught).GetProperty("status").GetString());
        }

        if (!lie.PushesItself)
        {
            Assert.Equal(before, await world.GitAsync("--git-dir", world.Origin, "for-each-ref"));
        }

        if (lie.IsLeft)
        {
            Assert.Equal("echo 2\n", await File.ReadAllTextAsync(Path.Combine(agent.GetProperty("workspace").GetString()!, "app.sh")));
        }

        Assert.False(File.Exists(Path.Combine(world.Root, "ran")), "something that the agent planted was run");
    }

    [Theory]
    [InlineData("commits its work", $"{StubAgent.Work}; {Commit}")]
    [InlineData("commits in several steps", $"echo 'echo 3' > app.sh; {Commit}; {StubAgent.Work}; {Commit}")]
    [InlineData("leaves its work uncommitted", StubAgent.Work)]
    [InlineData("leaves its work staged", $"{StubAgent.Work}; git add -A")]
    [InlineData("leaves a new file that the work needs", "echo 'sh two.sh' > app.sh; echo 'echo 2' > two.sh; git add app.sh; git commit -q -m Half")]
    [InlineData("hides a change from git", $"{StubAgent.Work}; git update-index --assume-unchanged app.sh; echo x > o.txt; git add o.txt; git commit -q -m Half")]
    [InlineData("hides a file from git's work", $"{StubAgent.Work}; git update-index --skip-worktree app.sh; echo x > o.txt; git add o.txt; git commit -q -m Half")]
    [InlineData("commits with a date to come", $"{StubAgent.Work}; GIT_AUTHOR_DATE=2099-01-01T00:00:00Z GIT_COMMITTER_DATE=2099-01-01T00:00:00Z {Commit}")]
    [InlineData("deletes a file that is no test", $"{StubAgent.Work}; git rm -q README.md; {Commit}")]
    [InlineData("moves a test", $"{StubAgent.Work}; git mv tests/app_test.sh tests/print_test.sh; {Commit}")]
    [InlineData("takes a wrong step back", $"echo 'echo 3' > app.sh; {Commit}; git revert --no-edit HEAD; {StubAgent.Work}; {Commit}")]
    [InlineData("merges a branch with a merge commit", $"git switch -q -c tmp; {StubAgent.Work}; {Commit}; git switch -q -; echo x > o.txt; git add o.txt; git commit -q -m Half; git merge -q --no-edit tmp; git branch -q -D tmp")]
    [InlineData("changes very much", $"{StubAgent.Work}; mkdir data; for n in $(seq 1 1500); do seq 1 40 > data/$n.txt; done; git add -A; {Commit}")]
    [InlineData("tidies its commits up", $"echo 'echo 3' > app.sh; {Commit}; {StubAgent.Work}; git commit -q -a --amend -m Better")]
    [InlineData("keeps something aside", $"echo x > README.md; git stash -q; {StubAgent.Work}; {Commit}")]
    [InlineData("adds a test", $"{StubAgent.Work}; echo 'test -f app.sh' > tests/file_test.sh; git add -A; {Commit}")]
    [InlineData("makes a test stricter", $"{StubAgent.Work}; echo 'test -s app.sh' >> tests/app_test.sh; {Commit}")]
    [InlineData("leaves notes that git ignores", $"{StubAgent.Work}; echo x > notes.local; {Commit}")]
    [InlineData("says what a branch follows", $"{StubAgent.Work}; {Commit}; git branch -q --set-upstream-to=main")]
    [InlineData("asks git for more than it needs", $"{StubAgent.Work}; {Commit}; git fetch -q origin; git stash list; git log -1; git gc -q --auto")]
    [InlineData("merges a main that moved", $"{StubAgent.Work}; {Commit}; git merge -q origin/main")]
    [InlineData("works on a branch of its own and comes back with the work", $"git switch -q -c tmp; {StubAgent.Work}; {Commit}; git switch -q -; git merge -q --ff-only tmp; git branch -q -D tmp")]
    [InlineData("tries to push and is kept from it", $"{StubAgent.Work}; {Commit}; git push -q origin HEAD || true")]
    public async Task An_honest_agent_ends_verified_when_it(string does, string script)
    {
        Assert.NotEmpty(does);
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await PrepareAsync(world, []);
        StubAgent.Play(world, script);

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--agent-cli", "claude", "--name", "honest", "--repair", "0", "--validate", StubAgent.Validate, "Make app.sh print 2");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.All(
            agent.GetProperty("checks").EnumerateArray().SkipLast(1),
            check => Assert.Equal("passed", check.GetProperty("status").GetString()));
        Assert.Equal(agent.GetProperty("head_sha").GetString(), await world.GitAsync("--git-dir", world.Origin, "rev-parse", "orch/honest"));
        Assert.Equal(["main", "orch/honest"], await world.BranchesAtOriginAsync());
        Assert.Equal("2\n", (await world.RunAsync("sh", ["-c", "rm -rf out && git clone -q -b orch/honest \"$0\" out && cd out && sh app.sh", world.Origin], world.Root)).Output);
    }

    private static async Task PrepareAsync(World world, IReadOnlyList<(string Path, string Content)> files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(world.Repository, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await StubAgent.PrepareAsync(world);
    }

    private static int ExitCode(string state) => state switch { "answered" => 0, "failed" => 1, "needs_human" => 4, _ => 3 };

    private static JsonElement Read(World world, string file) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(world.State, "agents", "liar", file)));

    private static JsonElement Check(JsonElement holder, string name) =>
        holder.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
}
