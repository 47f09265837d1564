using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Commits of what lies in a workspace.</summary>
public sealed class CommittingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_named_files_are_taken_and_nothing_is_touched()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "work.txt", "x\n");
        GitSandbox.Write(directory, "other.txt", "x\n");
        await sandbox.GitInAsync(directory, "add", "other.txt");
        var builder = new CommitBuilder(workspace, sandbox.Scratch) { Identity = OrchIdentity.Variables };

        var commit = await builder.BuildAsync(workspace.Plan.BaseSha, ["work.txt", "README.md"], "Work\n\nOn behalf of the agent\n", Ct);

        Assert.Equal("Orch", await sandbox.GitAsync("log", "-1", "--format=%an", commit));
        Assert.Equal("A\twork.txt", await sandbox.GitAsync("diff", "--name-status", workspace.Plan.BaseSha, commit));
        Assert.Equal("A  other.txt\n?? work.txt", await sandbox.GitInAsync(directory, "status", "--porcelain"));
        Assert.Equal(workspace.Plan.BaseSha, await sandbox.GitAsync("rev-parse", "orch/fix"));
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
    public async Task The_workspace_goes_on_from_a_commit_with_its_other_files_as_they_are()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "work.txt", "x\n");
        GitSandbox.Write(directory, ".env", "A=1\n");
        await sandbox.GitInAsync(directory, "add", ".env");
        await File.WriteAllTextAsync(Path.Combine(workspace.Administration, "index.lock"), "", Ct);

        var commit = await new CommitBuilder(workspace, sandbox.Scratch).BuildAsync(workspace.Plan.BaseSha, ["work.txt"], "Work\n", Ct);
        await workspace.AdvanceAsync(workspace.Plan.BaseSha, commit, "leftovers", Ct);

        Assert.Equal(commit, await sandbox.GitAsync("rev-parse", "orch/fix"));
        Assert.Equal("?? .env", await sandbox.GitInAsync(directory, "status", "--porcelain"));
        var status = await WorkspaceStatus.ReadAsync(workspace, Ct);
        Assert.Equal((commit, 1), (status.Head, status.Commits));
        Assert.Equal([new ChangedFile(".env", "??")], status.Changed);
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
    public async Task Refs_are_told_of_the_repository_and_of_a_remote_that_answers()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();

        var here = await RefSnapshot.TakeAsync(workspace.Repository, Ct);
        var remote = await RefSnapshot.TakeRemoteAsync(workspace.Repository, sandbox.Origin, Ct);

        Assert.Equal(["refs/heads/main", "refs/heads/orch/fix", "refs/remotes/origin/main"], here.Refs.Keys.Where(name => !name.EndsWith("/HEAD", StringComparison.Ordinal)));
        Assert.Equal([KeyValuePair.Create("refs/heads/main", workspace.Plan.BaseSha)], remote!.Refs);
        Assert.Null(await RefSnapshot.TakeRemoteAsync(workspace.Repository, $"{sandbox.Origin}.away", Ct));
    }
}
