using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Commits of what lies in a workspace.</summary>
public sealed class CommittingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_named_files_are_taken_and_the_workspace_goes_on_from_the_commit()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "work.txt", "x\n");
        GitSandbox.Write(directory, ".env", "A=1\n");
        await sandbox.GitInAsync(directory, "add", ".env");
        await File.WriteAllTextAsync(Path.Combine(workspace.Administration, "index.lock"), "", Ct);
        var builder = new CommitBuilder(workspace, sandbox.Scratch) { Identity = OrchIdentity.Variables };

        var commit = await builder.BuildAsync(workspace.Plan.BaseSha, ["work.txt"], "Work\n\nOn behalf of the agent\n", Ct);
        await workspace.AdvanceAsync(workspace.Plan.BaseSha, commit, "leftovers", Ct);

        Assert.Equal(commit, await sandbox.GitAsync("rev-parse", "orch/fix"));
        Assert.Equal("Orch", await sandbox.GitAsync("log", "-1", "--format=%an", commit));
        Assert.Equal("?? .env", await sandbox.GitInAsync(directory, "status", "--porcelain"));
        var status = await WorkspaceStatus.ReadAsync(workspace, Ct);
        Assert.Equal((commit, 1), (status.Head, status.Commits));
        Assert.Equal([new ChangedFile(".env", "??")], status.Changed);
    }

    [Fact]
    public async Task Nothing_to_take_is_no_commit()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();

        var builder = new CommitBuilder(workspace, sandbox.Scratch);

        Assert.Equal(workspace.Plan.BaseSha, await builder.BuildAsync(workspace.Plan.BaseSha, ["README.md"], "Nothing\n", Ct));
    }

    [Fact]
    public async Task A_HEAD_that_moved_meanwhile_is_not_moved_again()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "x\n");
        var commit = await new CommitBuilder(workspace, sandbox.Scratch).BuildAsync(workspace.Plan.BaseSha, ["work.txt"], "Work\n", Ct);
        var other = await sandbox.CommitAsync("other.txt", "x\n", workspace.Plan.Directory);

        await Assert.ThrowsAsync<OrchException>(() => workspace.AdvanceAsync(workspace.Plan.BaseSha, commit, "leftovers", Ct));

        Assert.Equal(other, await sandbox.GitAsync("rev-parse", "orch/fix"));
    }

    [Fact]
    public async Task Refs_that_came_went_or_moved_are_told()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await sandbox.GitAsync("tag", "old");
        var before = await RefSnapshot.TakeAsync(workspace.Repository, Ct);
        var remote = await RefSnapshot.TakeRemoteAsync(workspace.Repository, sandbox.Origin, Ct);

        await sandbox.GitAsync("tag", "-d", "old");
        await sandbox.GitAsync("tag", "new");
        var commit = await sandbox.CommitAsync("work.txt", "x\n", workspace.Plan.Directory);

        var start = workspace.Plan.BaseSha;
        Assert.Equal(
            [new RefChange("refs/heads/orch/fix", start, commit), new RefChange("refs/tags/new", null, start), new RefChange("refs/tags/old", start, null)],
            before.ChangesTo(await RefSnapshot.TakeAsync(workspace.Repository, Ct)));
        Assert.Equal(["refs/heads/main"], remote!.Refs.Keys);
        Assert.Null(await RefSnapshot.TakeRemoteAsync(workspace.Repository, $"{sandbox.Origin}.away", Ct));
    }
}
