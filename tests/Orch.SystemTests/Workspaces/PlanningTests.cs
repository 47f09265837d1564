using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Where work starts from and where it goes.</summary>
public sealed class PlanningTests
{
    [Theory]
    [InlineData("main")]
    [InlineData("master")]
    [InlineData("trunk")]
    public async Task Work_starts_from_the_remotes_default_branch_fetched_first(string branch)
    {
        using var sandbox = await GitSandbox.CreateAsync(branch);
        var pushed = await sandbox.PushFromElsewhereAsync(branch);
        await sandbox.GitAsync("checkout", "-q", "-b", "feature");
        await sandbox.CommitAsync("feature.txt", "x\n");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());

        Assert.Equal((branch, pushed, "orch/fix", false), (plan.BaseBranch, plan.BaseSha, plan.Branch, plan.IsExistingBranch));
        Assert.Equal($"{sandbox.Repository}.orch/fix", plan.Directory);
        Assert.Empty(plan.Warnings);
        Assert.False(File.Exists(Path.Combine(sandbox.Repository, ".git", "FETCH_HEAD")));
    }

    [Fact]
    public async Task Without_a_remote_work_starts_from_what_is_checked_out()
    {
        using var sandbox = await GitSandbox.CreateAsync(hasOrigin: false);
        await sandbox.GitAsync("checkout", "-q", "-b", "feature");
        var head = await sandbox.CommitAsync("feature.txt", "x\n");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());
        Assert.Equal(("feature", head), (plan.BaseBranch, plan.BaseSha));

        await sandbox.GitAsync("checkout", "-q", "--detach");
        var detached = await sandbox.PlanAsync(await sandbox.RequestAsync());
        Assert.Equal((null, head), (detached.BaseBranch, detached.BaseSha));
    }

    [Fact]
    public async Task A_recorded_default_branch_that_the_remote_has_dropped_is_not_used()
    {
        using var sandbox = await GitSandbox.CreateAsync("master");
        await sandbox.GitAsync("remote", "set-head", "origin", "master");
        await sandbox.GitInAsync(sandbox.Origin, "branch", "-m", "master", "main");

        Assert.Equal("main", (await sandbox.PlanAsync(await sandbox.RequestAsync())).BaseBranch);
    }

    [Fact]
    public async Task A_remote_out_of_reach_is_a_warning_and_the_base_is_as_last_fetched()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var head = await sandbox.GitAsync("rev-parse", "HEAD");
        Directory.Move(sandbox.Origin, $"{sandbox.Origin}.away");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());

        Assert.Equal(("main", head), (plan.BaseBranch, plan.BaseSha));
        Assert.Contains("cannot be reached", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unpushed_commits_of_the_base_are_said_to_be_left_out()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var pushed = await sandbox.GitAsync("rev-parse", "HEAD");
        await sandbox.CommitAsync("more.txt", "x\n");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());

        Assert.Equal(pushed, plan.BaseSha);
        Assert.Contains("push them first", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_may_be_a_branch_a_tag_or_a_commit()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var first = await sandbox.GitAsync("rev-parse", "HEAD");
        var release = await sandbox.PushFromElsewhereAsync("main", "release/1");
        await sandbox.GitInAsync(sandbox.Origin, "tag", "v1", release);
        await sandbox.GitAsync("branch", "local");
        var request = await sandbox.RequestAsync();

        Assert.Equal(("release/1", release), await BaseOfAsync("release/1"));
        Assert.Equal(("release/1", release), await BaseOfAsync("origin/release/1"));
        Assert.Equal(("main", release), await BaseOfAsync("v1"));
        Assert.Equal(("main", first), await BaseOfAsync(first[..10]));
        Assert.Equal(("local", first), await BaseOfAsync("local"));
        var missing = await Assert.ThrowsAsync<OrchException>(() => BaseOfAsync("nowhere"));
        Assert.Equal(OrchErrorKind.NotFound, missing.Kind);
        var option = await Assert.ThrowsAsync<OrchException>(() => BaseOfAsync("--upload-pack=touch run"));
        Assert.Equal(OrchErrorKind.Usage, option.Kind);

        async Task<(string?, string)> BaseOfAsync(string name)
        {
            var plan = await sandbox.PlanAsync(request with { Base = name });
            return (plan.BaseBranch, plan.BaseSha);
        }
    }

    [Fact]
    public async Task An_existing_branch_is_checked_out_detached_at_the_remotes_tip()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var tip = await sandbox.PushFromElsewhereAsync("main", "feature");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync() with { Branch = "feature" });
        var workspace = await sandbox.Maker.MakeAsync(plan, TestContext.Current.CancellationToken);

        Assert.Equal(("feature", true, tip, tip, "main"), (plan.Branch, plan.IsExistingBranch, plan.BaseSha, plan.RemoteTip, plan.BaseBranch));
        Assert.Equal(tip, WorktreeRecords.HeadOf(workspace.Administration));
        Assert.Empty(await sandbox.GitAsync("branch", "--list", "feature"));
    }

    [Fact]
    public async Task A_local_branch_that_is_ahead_is_worked_on_and_a_diverged_one_is_refused()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var pushed = await sandbox.GitAsync("rev-parse", "HEAD");
        var ahead = await sandbox.CommitAsync("more.txt", "x\n");
        var request = await sandbox.RequestAsync() with { Branch = "main" };

        var plan = await sandbox.PlanAsync(request);
        Assert.Equal((ahead, pushed, null), (plan.BaseSha, plan.RemoteTip, plan.BaseBranch));

        await sandbox.PushFromElsewhereAsync("main");
        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.PlanAsync(request));
        Assert.Equal(OrchErrorKind.Conflict, refusal.Kind);
        Assert.Contains("diverged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_that_exists_nowhere_is_not_found()
    {
        using var sandbox = await GitSandbox.CreateAsync();

        var refusal = await Assert.ThrowsAsync<OrchException>(async () => await sandbox.PlanAsync(await sandbox.RequestAsync() with { Branch = "nowhere" }));

        Assert.Equal(OrchErrorKind.NotFound, refusal.Kind);
    }

    [Fact]
    public async Task A_forks_pull_request_starts_from_the_forks_branch_and_goes_back_there()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var fork = Path.Combine(sandbox.Root, "fork.git");
        var tip = await sandbox.PushFromElsewhereAsync("main", "patch-1");
        await sandbox.GitAsync("clone", "-q", "--bare", sandbox.Origin, fork);
        await sandbox.GitInAsync(sandbox.Origin, "branch", "-D", "patch-1");
        await sandbox.GitAsync("branch", "patch-1");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync() with { PullRequest = new(7, "patch-1", "main", fork, tip) });

        Assert.Equal((tip, tip, fork, "main", 7), (plan.BaseSha, plan.RemoteTip, plan.ForkUrl, plan.BaseBranch, plan.PullRequest));
    }

    [Fact]
    public async Task Where_a_branch_orch_exists_the_agents_branch_has_another_prefix()
    {
        using var local = await GitSandbox.CreateAsync();
        await local.GitAsync("branch", "orch");
        Assert.Equal("orch-agent/fix", (await local.MakeAsync()).Plan.Branch);

        using var remote = await GitSandbox.CreateAsync();
        await remote.PushFromElsewhereAsync("main", "orch");
        Assert.Equal("orch-agent/fix", (await remote.PlanAsync(await remote.RequestAsync())).Branch);
    }

    [Fact]
    public async Task A_name_is_free_while_neither_branch_nor_directory_exists()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var planner = new WorkspacePlanner(sandbox.Git);
        var ct = TestContext.Current.CancellationToken;
        Assert.True(await planner.IsNameFreeAsync(await sandbox.RequestAsync(), ct));

        await sandbox.GitAsync("branch", "orch/taken");
        GitSandbox.Write($"{sandbox.Repository}.orch/there", "file", "x");
        await sandbox.PushFromElsewhereAsync("main", "orch/elsewhere");
        await sandbox.GitAsync("fetch", "-q");

        Assert.False(await planner.IsNameFreeAsync(await sandbox.RequestAsync("taken"), ct));
        Assert.False(await planner.IsNameFreeAsync(await sandbox.RequestAsync("there"), ct));
        Assert.False(await planner.IsNameFreeAsync(await sandbox.RequestAsync("elsewhere"), ct));
        Assert.True(await planner.IsNameFreeAsync(await sandbox.RequestAsync("else"), ct));
    }

    [Fact]
    public async Task A_branch_that_only_the_remote_has_makes_the_name_a_conflict()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.PushFromElsewhereAsync("main", "orch/fix");

        var refusal = await Assert.ThrowsAsync<OrchException>(async () => await sandbox.PlanAsync(await sandbox.RequestAsync()));

        Assert.Equal(OrchErrorKind.Conflict, refusal.Kind);
    }

    [Fact]
    public async Task Planning_in_a_mirror_moves_no_local_branch()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitAsync("branch", "feature");
        await sandbox.PushFromElsewhereAsync("main", "feature");
        await sandbox.GitAsync("config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*");
        var before = await sandbox.GitAsync("rev-parse", "feature");

        await sandbox.PlanAsync(await sandbox.RequestAsync() with { Base = "feature" });

        Assert.Equal(before, await sandbox.GitAsync("rev-parse", "feature"));
    }
}
