using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

public sealed class CommittedTests
{
    [Fact]
    public async Task Nothing_done_is_an_outcome_of_its_own()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        var findings = await proof.CheckAsync(null, default);
        Assert.Equal(CommittedOutcome.NothingChanged, findings.Outcome);
        Assert.All(findings.Checks, check => Assert.NotEqual(CheckStatus.Failed, check.Status));
        Assert.Equal(AgentState.Answered, Verdict.Of(findings.Outcome, findings.Checks));
    }

    [Fact]
    public async Task A_clean_commit_passes_everything()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("src/new.txt", "new\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Committed, "1 commit on orch/agent, 1 file changed");
        Assert.Equal([CheckNames.Committed, CheckNames.Scope, CheckNames.Tamper, CheckNames.Secrets, CheckNames.Validation], findings.Checks.Select(check => check.Name));
        Assert.Equal(AgentState.Verified, Verdict.Of(findings.Outcome, findings.Checks));
        Assert.Equal((1, 0), (findings.Files.Single().Added, findings.Files.Single().Deleted));
    }

    [Fact]
    public async Task Commits_on_another_branch_are_named()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.GitAsync("checkout", "-q", "-b", "feature");
        await world.CommitAsync("a.txt", "a\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Fails(CheckNames.Committed, "1 commit on branch feature instead of orch/agent");
        findings.Fails(CheckNames.Scope, "refs/heads/feature");
    }

    [Fact]
    public async Task Commits_on_a_branch_that_was_left_again_are_named()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.GitAsync("checkout", "-q", "-b", "feature");
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("checkout", "-q", ProofWorld.Branch);
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Committed, "commits of this workspace are on refs/heads/feature");
    }

    [Fact]
    public async Task Looking_at_an_old_commit_in_the_end_does_no_harm()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        var work = await world.GitAsync("rev-parse", "HEAD");
        await world.GitAsync("checkout", "-q", "--detach", "HEAD~1");
        var findings = await proof.CheckAsync(null, default);
        Assert.Equal(work, findings.HeadSha);
        findings.Passes(CheckNames.Committed);
    }

    [Fact]
    public async Task An_unfinished_merge_fails_and_is_left_as_it_is()
    {
        using var world = await ProofWorld.CreateAsync(("a.txt", "a\n"));
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "ours\n");
        world.Write(world.Repository, "a.txt", "theirs\n");
        await world.GitAtAsync(world.Repository, "commit", "-q", "-a", "-m", "Theirs");
        Assert.False((await world.TryGitAtAsync(world.Directory, "merge", "main")).Succeeded);
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Committed, "a merge was begun and not finished");
        Assert.Contains("UU a.txt", await world.StatusAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewritten_start_fails()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.GitAtAsync(world.Repository, "commit", "-q", "--allow-empty", "-m", "Second");
        var proof = await world.BeginAsync();
        await world.GitAsync("reset", "-q", "--hard", "HEAD~1");
        await world.CommitAsync("a.txt", "a\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Committed, "the history was rewritten");
    }

    [Fact]
    public async Task Commits_that_cancel_each_other_change_nothing()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAsync("revert", "--no-edit", "HEAD");
        Assert.Equal(CommittedOutcome.NothingChanged, (await proof.CheckAsync(null, default)).Outcome);
    }

    [Fact]
    public async Task For_an_existing_branch_the_work_is_on_a_detached_head()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.GitAtAsync(world.Repository, "branch", ProofWorld.Branch);
        var proof = await world.BeginAsync(isExisting: true);
        await world.CommitAsync("a.txt", "a\n");
        world.Write("b.txt", "b\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Committed, "2 commits");
        Assert.Equal(findings.HeadSha, await world.GitAsync("rev-parse", "HEAD"));
        Assert.Equal(world.BaseSha, await world.GitAsync("rev-parse", ProofWorld.Branch));
    }

    [Fact]
    public async Task Work_inside_a_submodule_that_is_in_no_commit_is_seen()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.AddSubmoduleAsync("vendor/lib");
        var proof = await world.BeginAsync();
        await world.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
        await world.CommitAsync("a.txt", "a\n");
        world.Write("vendor/lib/lib.txt", "changed\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Committed, "vendor/lib (inside the submodule)");
    }
}
