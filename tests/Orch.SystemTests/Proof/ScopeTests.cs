using Orch.Proof;
using Orch.State;
using Orch.Workspaces;

namespace Orch.SystemTests.Proof;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("branch", "-f", "other", "HEAD")]
    [InlineData("tag", "v1")]
    [InlineData("tag", "-a", "v1", "-m", "One")]
    [InlineData("update-ref", "refs/remotes/origin/main", "HEAD")]
    public async Task A_ref_that_points_at_the_work_fails(params string[] command)
    {
        using var world = await ProofWorld.CreateAsync();
        await world.GitAtAsync(world.Repository, "branch", "other");
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync(command);
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Scope, "points at a commit of this workspace");
    }

    [Fact]
    public async Task Main_moved_to_an_amended_commit_fails_too()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("update-ref", "refs/heads/main", "HEAD");
        await world.GitAsync("commit", "-q", "--amend", "-m", "Better words");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Scope, "refs/heads/main");
    }

    [Fact]
    public async Task What_others_do_meanwhile_does_not_count()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.GitAtAsync(world.Repository, "tag", "old");
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAtAsync(world.Repository, "commit", "-q", "--allow-empty", "-m", "By the user");
        await world.GitAtAsync(world.Repository, "tag", "release");
        await world.GitAtAsync(world.Repository, "branch", "orch/another-agent");
        await world.GitAtAsync(world.Repository, "tag", "-d", "old");
        await world.GitAtAsync(world.Repository, "update-ref", "refs/orch/rescue/agent/1", await world.GitAsync("rev-parse", "HEAD"));
        (await proof.CheckAsync(null, default)).Passes(CheckNames.Scope, "gone meanwhile: refs/tags/old");
    }

    [Fact]
    public async Task A_newer_main_that_was_fetched_and_merged_is_nobodys_fault_and_not_the_agents_change()
    {
        using var world = await ProofWorld.CreateAsync(("tests/test_a.py", "assert 1\n"));
        var origin = Path.Combine(world.Root, "origin.git");
        await world.GitAtAsync(world.Root, "clone", "-q", "--bare", world.Repository, origin);
        await world.GitAtAsync(world.Repository, "remote", "add", "origin", origin);
        var other = Path.Combine(world.Root, "other");
        await world.GitAtAsync(world.Root, "clone", "-q", origin, other);
        var proof = await world.BeginAsync();

        File.Delete(Path.Combine(other, "tests/test_a.py"));
        await world.GitAtAsync(other, "commit", "-q", "-a", "-m", "Remove a test upstream");
        await world.GitAtAsync(other, "push", "-q", "origin", "HEAD:main");
        await world.GitAsync("fetch", "-q", "origin");
        await world.GitAsync("merge", "-q", "origin/main");
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("fetch", "-q", "origin");

        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Scope);
        findings.Passes(CheckNames.Tamper);
        findings.Passes(CheckNames.Committed, "1 commit on orch/agent, 1 file changed");
    }

    [Fact]
    public async Task A_branch_that_was_pushed_elsewhere_at_the_remote_fails()
    {
        using var world = await ProofWorld.CreateAsync();
        var origin = Path.Combine(world.Root, "origin.git");
        await world.GitAtAsync(world.Root, "clone", "-q", "--bare", world.Repository, origin);
        RefSnapshot? before = null;
        var proof = await world.BeginAsync(change: order => order with { Start = order.Start with { RemoteRefs = before = Remote(order) } });
        Assert.NotNull(before);
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("push", "-q", origin, "HEAD:refs/heads/main", $"HEAD:refs/heads/{ProofWorld.Branch}");
        var after = await RefSnapshot.TakeRemoteAsync(world.Workspace.Repository, origin, default);
        var findings = await proof.CheckAsync(new(after, [new("#7", ProofWorld.Branch, "0"), new("#8", "somebody-elses", "1")], null), default);
        findings.Fails(CheckNames.Scope, "refs/heads/main at the remote; a pull request was opened: #7");

        RefSnapshot? Remote(ProofOrder order) => RefSnapshot.TakeRemoteAsync(order.Workspace.Repository, origin, default).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task A_removed_log_of_head_hides_nothing()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("update-ref", "refs/heads/main", "HEAD");
        File.Delete(Path.Combine(world.Workspace.Administration, "logs", "HEAD"));
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Scope, "refs/heads/main");
    }

    [Fact]
    public async Task What_the_agent_pushed_itself_is_still_looked_at()
    {
        using var world = await ProofWorld.CreateAsync();
        var origin = Path.Combine(world.Root, "origin.git");
        await world.GitAtAsync(world.Root, "clone", "-q", "--bare", world.Repository, origin);
        await world.GitAtAsync(world.Repository, "remote", "add", "origin", origin);
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "AKIA" + "Q3ZT5WXN7RJ2LMVB\n");
        await world.GitAsync("push", "-q", "origin", $"HEAD:refs/heads/{ProofWorld.Branch}", "HEAD:refs/heads/backup");
        await world.GitAsync("fetch", "-q", "origin");
        var findings = await proof.CheckAsync(null, default);
        findings.Fails(CheckNames.Scope, "refs/remotes/origin/backup");
        findings.Fails(CheckNames.Secrets, "a.txt:1");
    }

    [Fact]
    public async Task A_changed_pointer_fails()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        world.Write(".git", $"gitdir: {world.Repository}/.git\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Scope, "the workspace's .git file was changed");
    }
}
