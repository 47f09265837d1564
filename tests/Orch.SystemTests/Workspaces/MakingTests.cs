using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Worktrees are made beside the user's work and never in it.</summary>
public sealed class MakingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_users_files_index_and_HEAD_stay_as_they_are()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.PushFromElsewhereAsync("main");
        GitSandbox.Write(sandbox.Repository, "README.md", "changed\n");
        GitSandbox.Write(sandbox.Repository, "staged.txt", "staged\n");
        GitSandbox.Write(sandbox.Repository, "new.txt", "untracked\n");
        await sandbox.GitAsync("add", "staged.txt");
        var before = await sandbox.UserStateAsync();

        var workspace = await sandbox.MakeAsync();
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "x\n");
        await WorkspaceStatus.ReadAsync(workspace, Ct);
        await Rescue.SaveAsync(workspace, "fix", "test", sandbox.Scratch, Ct);

        Assert.Equal(before, await sandbox.UserStateAsync());
    }

    [Fact]
    public async Task Ten_at_once_in_one_repository_all_succeed()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var plans = new List<WorkspacePlan>();
        for (var n = 0; n < 10; n++)
        {
            plans.Add(await sandbox.PlanAsync(await sandbox.RequestAsync($"agent-{n}")));
        }

        var made = await Task.WhenAll(plans.Select(plan => Task.Run(() => sandbox.Maker.MakeAsync(plan, Ct), Ct)));

        Assert.Equal(10, made.Select(workspace => workspace.Administration).Distinct(StringComparer.Ordinal).Count());
        Assert.All(made, workspace => Assert.True(workspace.IsPointerIntact()));
        Assert.Equal(11, (await sandbox.GitAsync("worktree", "list")).Split('\n').Length);
    }

    [Fact]
    public async Task Making_the_same_plan_again_gives_the_same_workspace_with_its_work()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var first = await sandbox.MakeAsync();
        await sandbox.CommitAsync("work.txt", "x\n", first.Plan.Directory);

        var again = await sandbox.Maker.MakeAsync(first.Plan, Ct);

        Assert.Equal(first.Administration, again.Administration);
        Assert.Equal(1, (await WorkspaceStatus.ReadAsync(again, Ct)).Commits);
        Assert.Equal(first.Administration, sandbox.Maker.Open(first.Plan)?.Administration);
    }

    [Fact]
    public async Task One_that_git_left_half_made_is_made_anew_and_its_files_are_kept_aside()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var first = await sandbox.MakeAsync();
        var locked = Path.Combine(first.Administration, "locked");
        await File.WriteAllTextAsync(locked, "initializing", Ct);
        File.SetLastWriteTimeUtc(locked, new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Delete(Path.Combine(first.Administration, "index"));
        await File.WriteAllTextAsync(Path.Combine(first.Plan.Directory, "README.md"), "ha", Ct);

        var again = await sandbox.Maker.MakeAsync(first.Plan, Ct);

        Assert.Empty((await WorkspaceStatus.ReadAsync(again, Ct)).Changed);
        var aside = Assert.Single(Directory.GetDirectories($"{sandbox.Repository}.orch"), path => path != first.Plan.Directory);
        Assert.Equal("ha", await File.ReadAllTextAsync(Path.Combine(aside, "README.md"), Ct));
    }

    [Fact]
    public async Task A_branch_that_moved_on_without_a_workspace_is_a_conflict()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());
        await sandbox.GitAsync("branch", "orch/fix", await sandbox.CommitAsync("more.txt", "x\n"));

        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.Maker.MakeAsync(plan, Ct));

        Assert.Equal(OrchErrorKind.Conflict, refusal.Kind);
        Assert.False(Directory.Exists(plan.Directory));
    }

    [Fact]
    public async Task A_worktree_of_the_user_in_the_same_place_is_a_conflict()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync());
        await sandbox.GitAsync("worktree", "add", "-q", "-b", "mine", plan.Directory);

        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.Maker.MakeAsync(plan, Ct));

        Assert.Equal(OrchErrorKind.Conflict, refusal.Kind);
    }

    [Fact]
    public async Task A_pointer_that_was_replaced_is_noticed_and_not_followed()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await File.WriteAllTextAsync(Path.Combine(workspace.Plan.Directory, ".git"), $"gitdir: {sandbox.Repository}/.git\n", Ct);

        Assert.False(workspace.IsPointerIntact());
        Assert.Equal("refs/heads/orch/fix", (await WorkspaceStatus.ReadAsync(workspace, Ct)).Branch);
        Assert.Equal(workspace.Administration, sandbox.Maker.Open(workspace.Plan)?.Administration);
    }
}
