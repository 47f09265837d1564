using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>What an agent plants in a workspace or its repository does not run when Orch looks at the work.</summary>
public sealed class SafetyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Planted_hooks_monitors_and_filters_do_not_run()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await PlantAsync(sandbox, workspace);
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "x\n");

        var status = await WorkspaceStatus.ReadAsync(workspace, Ct);
        var saved = await Rescue.SaveAsync(workspace, "fix", "test", sandbox.Scratch, Ct);
        var commit = await new CommitBuilder(workspace, sandbox.Scratch) { TakesUnfiltered = true }.BuildAsync(status.Head, ["work.txt"], "Work\n", Ct);
        await workspace.AdvanceAsync(status.Head, commit, "leftovers", Ct);
        await RefSnapshot.TakeAsync(workspace.Repository, Ct);
        await sandbox.MakeAsync("second");

        Assert.NotNull(saved);
        Assert.False(File.Exists(sandbox.Trace), File.Exists(sandbox.Trace) ? await File.ReadAllTextAsync(sandbox.Trace, Ct) : "");

        // The trap itself works.
        await sandbox.Runner.RunAsync(new Orch.Processes.ProcessSpec("git", "status") { Environment = sandbox.Environment, WorkingDirectory = workspace.Plan.Directory }, Ct);
        Assert.True(File.Exists(sandbox.Trace));
    }

    [Fact]
    public async Task A_filter_of_any_name_is_switched_off()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        foreach (var name in (string[])["plain", "with.dot", "with=equals", "UPPER", "lfs"])
        {
            await sandbox.GitAsync("config", "--file", Path.Combine(workspace.Plan.Repository.GitDirectory, "config"), $"filter.{name}.clean", sandbox.Trap(name));
            await sandbox.GitAsync("config", "--file", Path.Combine(workspace.Plan.Repository.GitDirectory, "config"), $"filter.{name}.required", "true");
            GitSandbox.Write(workspace.Plan.Directory, $"{name}.bin", "x\n");
            await File.AppendAllTextAsync(Path.Combine(workspace.Plan.Directory, ".gitattributes"), $"{name}.bin filter={name}\n", Ct);
        }

        var saved = await Rescue.SaveAsync(workspace, "fix", "test", sandbox.Scratch, Ct);

        Assert.False(File.Exists(sandbox.Trace));
        Assert.Equal("x", await sandbox.GitAsync("show", $"{saved!.Ref}:with=equals.bin"));
    }

    [Fact]
    public async Task A_file_that_a_filter_would_change_is_not_committed_by_Orch()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await sandbox.GitAsync("config", "filter.crypt.clean", sandbox.Trap("crypt"));
        GitSandbox.Write(workspace.Plan.Directory, ".gitattributes", "*.crypt filter=crypt\n");
        GitSandbox.Write(workspace.Plan.Directory, "plain.crypt", "clear text\n");
        var builder = new CommitBuilder(workspace, sandbox.Scratch);

        Assert.Equal(["plain.crypt"], await builder.FilteredAsync([".gitattributes", "plain.crypt"], Ct));
        await Assert.ThrowsAsync<OrchException>(() => builder.BuildAsync(workspace.Plan.BaseSha, ["plain.crypt"], "Work\n", Ct));
    }

    [Fact]
    public async Task Large_files_go_through_git_lfs_when_it_is_set_up_as_usual()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var bin = Directory.CreateDirectory(Path.Combine(sandbox.Scratch, "bin")).FullName;
        File.Copy(sandbox.Trap("lfs-was-run"), Path.Combine(bin, "git-lfs"));
        sandbox.Environment["PATH"] = $"{bin}:{sandbox.Environment["PATH"]}";
        await sandbox.GitAsync("config", "--global", "filter.lfs.clean", "git-lfs clean -- %f");
        var workspace = await sandbox.MakeAsync();
        GitSandbox.Write(workspace.Plan.Directory, ".gitattributes", "*.bin filter=lfs\n");
        GitSandbox.Write(workspace.Plan.Directory, "large.bin", "x\n");

        await new CommitBuilder(workspace, sandbox.Scratch).BuildAsync(workspace.Plan.BaseSha, [".gitattributes", "large.bin"], "Work\n", Ct);

        Assert.Contains("lfs-was-run", await File.ReadAllTextAsync(sandbox.Trace, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submodules_configuration_is_not_followed_without_looking()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sandbox.Origin, "sub");
        await sandbox.GitAsync("commit", "-q", "-m", "Add a submodule");
        await sandbox.GitAsync("push", "-q");
        var workspace = await sandbox.MakeAsync();
        await sandbox.GitInAsync(workspace.Plan.Directory, "-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init");
        var sub = Path.Combine(workspace.Plan.Directory, "sub");
        await sandbox.GitInAsync(sub, "config", "filter.evil.clean", sandbox.Trap("evil"));
        await sandbox.GitInAsync(sub, "config", "core.fsmonitor", sandbox.Trap("monitor"));
        GitSandbox.Write(sub, ".gitattributes", "* filter=evil\n");
        GitSandbox.Write(sub, "README.md", "changed in the submodule\n");

        await WorkspaceStatus.ReadAsync(workspace, Ct);
        var saved = await Rescue.SaveAsync(workspace, "fix", "test", sandbox.Scratch, Ct);

        Assert.False(File.Exists(sandbox.Trace));
        var nested = Assert.Single(saved!.NestedRepositories);
        Assert.Equal(("sub", false, null), (nested.Path, nested.SurvivesRemoval, nested.Problem));
        Assert.Equal("changed in the submodule", await sandbox.GitInAsync(sub, "-c", "core.fsmonitor=false", "show", $"{nested.Ref}:README.md"));
        Assert.False(saved.IsComplete);
    }

    // As the user would name them and as an agent would: in the shared configuration, in the hooks, in the worktree's own configuration.
    private static async Task PlantAsync(GitSandbox sandbox, Workspace workspace)
    {
        await sandbox.GitAsync("config", "extensions.worktreeConfig", "true");
        await sandbox.GitAsync("config", "core.fsmonitor", sandbox.Trap("fsmonitor"));
        await sandbox.GitAsync("config", "filter.evil.clean", sandbox.Trap("clean"));
        await sandbox.GitAsync("config", "filter.evil.smudge", sandbox.Trap("smudge"));
        await sandbox.GitAsync("config", "filter.evil.required", "true");
        await sandbox.GitAsync("config", "diff.external", sandbox.Trap("diff"));
        await File.WriteAllTextAsync(Path.Combine(workspace.Administration, "config.worktree"), $"[filter \"own\"]\n\tprocess = {sandbox.Trap("process")}\n", Ct);
        GitSandbox.Write(workspace.Plan.Directory, ".gitattributes", "*.txt filter=own\n* filter=evil\n");
        GitSandbox.Write(workspace.Plan.Repository.GitDirectory, "info/attributes", "README.md filter=evil\n");
        foreach (var hook in (string[])["post-checkout", "pre-commit", "post-index-change", "reference-transaction", "post-commit"])
        {
            File.Copy(sandbox.Trap(hook), Path.Combine(workspace.Plan.Repository.GitDirectory, "hooks", hook), overwrite: true);
        }

        File.Delete(sandbox.Trace);
    }
}
