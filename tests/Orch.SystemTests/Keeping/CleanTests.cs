using System.Text.Json;
using Orch.State;
using Orch.SystemTests.Support;
using static Orch.SystemTests.Keeping.CleanWorld;

namespace Orch.SystemTests.Keeping;

/// <summary><c>orch clean</c>: the workspaces of ended agents go, and nothing that was in them does.</summary>
public sealed class CleanTests
{
    [Fact]
    public async Task Work_that_is_on_the_remote_is_removed_and_can_be_taken_up_again()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", Commit);

        var agent = await CleanAsync(world, 0, "work");

        Assert.Equal("removed", Text(agent, "action"));
        Assert.Equal("remote", Text(agent, "work"));
        Assert.Equal("origin/orch/work", Text(agent, "work_in"));
        Assert.Empty(agent.GetProperty("rescues").EnumerateArray());
        await GoneAsync(world, workspace, "orch/work");

        ActingAgent.Act(world, "work-2", "test -f a.txt && echo b > b.txt");
        var again = await world.OrchJsonAsync(0, "retry", "work", "--json");
        Assert.Equal("verified", Text(again, "state"));
        Assert.Equal("b\n", await world.AtOriginAsync("orch/work", "b.txt"));
        Assert.Equal("a\n", await world.AtOriginAsync("orch/work", "a.txt"));
    }

    [Fact]
    public async Task Squash_merged_work_is_recognised_by_what_it_changes_and_its_commits_are_kept()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", $"{Commit} && echo b > b.txt && git add b.txt && git commit -qm 'Add b'");
        var tip = await world.GitAsync("rev-parse", "orch/work");
        var elsewhere = Path.Combine(world.Root, "elsewhere");
        await world.GitAsync("clone", "-q", world.Origin, elsewhere);
        await world.GitAsync("-C", elsewhere, "merge", "-q", "--squash", "origin/orch/work");
        await world.GitAsync("-C", elsewhere, "commit", "-q", "-m", "Add a and b (#1)");
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "a.txt"), "changed since\n");
        await world.GitAsync("-C", elsewhere, "commit", "-q", "-am", "Go on in the same lines");
        await world.GitAsync("-C", elsewhere, "push", "-q", "origin", "HEAD:main", ":orch/work");

        var agent = await CleanAsync(world, 0, "work");

        Assert.Equal("squash_merged", Text(agent, "work"));
        Assert.Equal("origin/main", Text(agent, "work_in"));
        await GoneAsync(world, workspace, "orch/work");
        var rescue = Assert.Single(agent.GetProperty("rescues").EnumerateArray()).GetString()!;
        Assert.Equal(tip, await world.GitAsync("rev-parse", $"{rescue}^1"));
    }

    [Fact]
    public async Task Work_in_no_commit_is_rescued_and_who_takes_it_up_again_finds_it_as_it_was()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", $"{Commit}\necho new > new.txt\necho changed > README.md\nln -s new.txt link\nchmod +x new.txt\nrm a.txt");

        var agent = await CleanAsync(world, 0, "work");

        Assert.Equal("removed", Text(agent, "action"));
        Assert.Equal("rescued", Text(agent, "work"));
        Assert.Equal("refs/orch/rescue/work/1", Assert.Single(agent.GetProperty("rescues").EnumerateArray()).GetString());
        await GoneAsync(world, workspace, "orch/work");
        Assert.Equal("new", await world.GitAsync("show", "refs/orch/rescue/work/1:new.txt"));

        ActingAgent.Act(world, "work-2", "test -x new.txt && test \"$(readlink link)\" = new.txt && test ! -e a.txt && test \"$(cat README.md)\" = changed && test -z \"$(git diff --cached --name-only)\"");
        var again = await world.OrchJsonAsync(0, "retry", "work", "--json");
        Assert.Equal("verified", Text(again, "state"));
        Assert.Equal("new\n", await world.AtOriginAsync("orch/work", "new.txt"));
        Assert.Null(await world.AtOriginAsync("orch/work", "a.txt"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        await using var world = await CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".git", "info", "exclude"), "build/\n");
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", $"{Commit}\necho new > new.txt\nmkdir build && echo x > build/x.o");
        var before = await SnapshotAsync(world, workspace);

        var document = await world.OrchJsonAsync(0, "clean", "--dry-run", "--json");
        var text = await world.OrchAsync("clean", "--dry-run");

        var agent = Assert.Single(document.GetProperty("agents").EnumerateArray());
        Assert.Equal("would_remove", Text(agent, "action"));
        Assert.Equal(1, agent.GetProperty("uncommitted").GetInt32());
        Assert.Equal("build/", Assert.Single(agent.GetProperty("ignored").EnumerateArray()).GetString());
        Assert.True(document.GetProperty("bytes_freed").GetInt64() > 0);
        Assert.Contains("work: would remove", text.Output);
        Assert.Contains("build/", text.Output);
        Assert.Equal(before, await SnapshotAsync(world, workspace));
    }

    [Theory]
    [InlineData("a secret that is in no commit", "echo k > .env.production", ".env.production")]
    [InlineData("an ignored secret of which there is no other copy", "echo k > server.key", "server.key")]
    [InlineData("a huge file", "truncate -s 60M huge.bin", "huge.bin")]
    [InlineData("a nested repository with work", "git init -q lib && echo x > lib/x.txt", "lib")]
    [InlineData("a nested repository with commits", "git init -q lib && echo x > lib/x.txt && git -C lib add x.txt && git -C lib commit -qm x", "lib")]
    public async Task What_cannot_be_saved_keeps_all_of_it(string what, string script, string path)
    {
        await using var world = await CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".git", "info", "exclude"), "*.key\n");
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", $"{Commit}\necho new > new.txt\n{script}");
        var files = Files(workspace);

        var agent = await CleanAsync(world, 7, "work");

        Assert.True(Text(agent, "action") == "kept", what);
        Assert.Contains(path, agent.GetProperty("left_on_disk").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains(path, Text(agent, "reason"));
        Assert.Equal(files, Files(workspace));
        Assert.True((await world.RunAsync("git", ["rev-parse", "--verify", "orch/work"])).Succeeded);

        Delete(Path.Combine(workspace, path));
        Assert.Equal("removed", Text(await CleanAsync(world, 0, "work"), "action"));
    }

    [Fact]
    public async Task An_ignored_secret_that_the_checkout_has_too_goes_with_the_workspace()
    {
        await using var world = await CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".git", "info", "exclude"), ".env.local\n");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".env.local"), "TOKEN=1\n");
        var workspace = await ActingAgent.FinishAsync(world, "work", $"{Commit}\ncp \"$APP/.env.local\" .");

        var agent = await CleanAsync(world, 0, "work");

        Assert.Equal("removed", Text(agent, "action"));
        Assert.Equal(".env.local", Assert.Single(agent.GetProperty("ignored").EnumerateArray()).GetString());
        Assert.False(Directory.Exists(workspace));
        Assert.True(File.Exists(Path.Combine(world.Repository, ".env.local")));
    }

    [Fact]
    public async Task A_rescue_that_fails_removes_nothing()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", Commit);
        await File.WriteAllTextAsync(Path.Combine(workspace, "late.txt"), "late\n");
        Directory.CreateDirectory(Path.Combine(world.Repository, ".git", "refs", "orch"));
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".git", "refs", "orch", "rescue"), "");

        var agent = await CleanAsync(world, 1, "work");

        Assert.Equal("failed", Text(agent, "action"));
        Assert.Equal("late\n", await File.ReadAllTextAsync(Path.Combine(workspace, "late.txt")));
        Assert.Equal("orch/work", await world.GitAsync("-C", workspace, "branch", "--show-current"));
    }

    [Fact]
    public async Task A_branch_that_was_there_before_stays()
    {
        await using var world = await CreateAsync();
        await world.GitAsync("branch", "feature");
        await world.GitAsync("push", "-q", "origin", "feature");
        ActingAgent.Act(world, "work", Commit);
        await world.OrchJsonAsync(0, "run", "--json", "--name", "work", "--branch", "feature", "--no-new-pr", "Do what is written");
        var tip = await world.GitAsync("rev-parse", "feature");

        var agent = await CleanAsync(world, 0, "work");

        Assert.Equal("removed", Text(agent, "action"));
        Assert.False(agent.GetProperty("branch_deleted").GetBoolean());
        Assert.Equal(tip, await world.GitAsync("rev-parse", "feature"));
        Assert.False(Directory.Exists(Path.Combine(world.Root, "app.orch", "work")));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task A_removal_that_was_interrupted_is_finished(bool isHalfDeleted, bool byClean)
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", $"{Commit}\necho new > new.txt");
        var aside = $"{workspace}.removing_x";
        using (var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System))
        {
            var rescue = await world.GitAsync("rev-parse", "refs/orch/rescue/work/1");
            Assert.True(state.Cleanups.TryBegin(new("work", await world.GitAsync("rev-parse", "orch/work"), "refs/orch/rescue/work/1", rescue, aside)));
            Directory.Move(workspace, aside);
            if (isHalfDeleted)
            {
                Directory.Delete(aside, recursive: true);
            }
        }

        if (byClean)
        {
            Assert.Equal("removed", Text(await CleanAsync(world, 0, "work"), "action"));
            await GoneAsync(world, workspace, "orch/work");
        }

        ActingAgent.Act(world, "work-2", "test \"$(cat new.txt)\" = new && test -f a.txt");
        Assert.Equal("verified", Text(await world.OrchJsonAsync(0, "retry", "work", "--json"), "state"));
        Assert.False(Directory.Exists(aside));
    }

    [Fact]
    public async Task Cleaning_twice_and_only_the_old_ones()
    {
        await using var world = await CreateAsync();
        await ActingAgent.FinishAsync(world, "work", Commit);

        var young = await world.OrchJsonAsync(0, "clean", "--json", "--older-than", "1d");
        var first = await world.OrchJsonAsync(0, "clean", "--json", "--older-than", "1ms");
        var second = await world.OrchJsonAsync(0, "clean", "--json");
        var named = await CleanAsync(world, 0, "work");
        var unknown = await world.OrchAsync("clean", "wor");
        world.Environment["ORCH_AGENT"] = "work";
        var agent = await world.OrchAsync("clean");

        Assert.Equal(0, young.GetProperty("agents").GetArrayLength());
        Assert.Equal(1, first.GetProperty("agents").GetArrayLength());
        Assert.Equal(0, second.GetProperty("agents").GetArrayLength());
        Assert.Equal("gone", Text(named, "action"));
        Assert.Equal(6, unknown.ExitCode);
        Assert.Equal(7, agent.ExitCode);
        Assert.Equal("verified", Text(await world.OrchJsonAsync(0, "status", "work", "--json"), "state"));
        Assert.True(File.Exists(Path.Combine(world.State, "agents", "work", "evidence.json")));
    }
}
