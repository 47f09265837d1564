using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Work is saved before anything may happen to it.</summary>
public sealed class RescueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_but_ignored_files_is_saved_and_nothing_is_touched()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.CommitAsync("gone.txt", "x\n");
        await sandbox.GitAsync("push", "-q");
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "README.md", "changed\n");
        GitSandbox.Write(directory, "sub dir/new \"file\".txt", "new\n");
        GitSandbox.Write(directory, "line\nbreak ü.txt", "odd\n");
        GitSandbox.Write(directory, ".gitignore", "*.log\n");
        GitSandbox.Write(directory, "build.log", "noise\n");
        File.CreateSymbolicLink(Path.Combine(directory, "link"), "/nowhere");
        File.Delete(Path.Combine(directory, "gone.txt"));
        var index = await File.ReadAllBytesAsync(Path.Combine(workspace.Administration, "index"), Ct);

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal("refs/orch/rescue/fix/1", saved!.Ref);
        Assert.True(saved.IsComplete);
        Assert.Equal(workspace.Plan.BaseSha, await sandbox.GitAsync("rev-parse", $"{saved.Ref}^"));
        Assert.Equal(
            [".gitignore", "README.md", "line\nbreak ü.txt", "link", "sub dir/new \"file\".txt"],
            (await sandbox.GitAsync("ls-tree", "-r", "-z", "--name-only", saved.Ref!)).Split('\0', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("changed", await sandbox.GitAsync("show", $"{saved.Ref}:README.md"));
        Assert.Equal(index, await File.ReadAllBytesAsync(Path.Combine(workspace.Administration, "index"), Ct));
        Assert.Empty(Directory.GetFiles(sandbox.Scratch));
        Assert.DoesNotContain(Directory.GetFiles(workspace.Administration), file => Path.GetFileName(file).StartsWith("orch-index", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_when_there_is_nothing_beyond_HEAD()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await sandbox.CommitAsync("work.txt", "x\n", workspace.Plan.Directory);

        Assert.Null(await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct));
        Assert.Empty(await sandbox.GitAsync("for-each-ref", "refs/orch"));
    }

    [Fact]
    public async Task The_same_work_is_saved_once_and_more_work_again()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "x\n");

        var first = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);
        var again = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "more\n");
        var more = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(first!.Ref, again!.Ref);
        Assert.Equal("refs/orch/rescue/fix/2", more!.Ref);
    }

    [Fact]
    public async Task Commits_that_only_a_detached_HEAD_holds_are_saved()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync() with { Branch = "main" });
        var workspace = await sandbox.Maker.MakeAsync(plan, Ct);
        Assert.Null(await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct));
        var commit = await sandbox.CommitAsync("work.txt", "x\n", plan.Directory);

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(commit, await sandbox.GitAsync("rev-parse", $"{saved!.Ref}^"));
    }

    [Fact]
    public async Task Secret_looking_and_huge_files_stay_on_disk_and_are_listed()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "work.txt", "x\n");
        GitSandbox.Write(directory, "deploy/.env", "A=1\n");
        GitSandbox.Write(directory, ".env.example", "A=\n");
        await using (var huge = File.Create(Path.Combine(directory, "huge.bin")))
        {
            huge.SetLength(Rescue.Huge + 1);
        }

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(["deploy/.env", "huge.bin"], saved!.LeftOnDisk.Order(StringComparer.Ordinal));
        Assert.False(saved.IsComplete);
        Assert.Equal([".env.example", "README.md", "work.txt"], (await sandbox.GitAsync("ls-tree", "-r", "--name-only", saved.Ref!)).Split('\n'));
    }

    [Fact]
    public async Task A_name_that_is_not_text_stays_on_disk_and_is_listed()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        await ShellAsync(@"printf x > ""$(printf 'b\344d.txt')""");

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);
        await ShellAsync("rm b*d.txt"); // .NET cannot delete it

        Assert.Single(saved!.LeftOnDisk);
        Assert.Null(saved.Ref);

        async Task ShellAsync(string script) => Assert.True((await sandbox.Runner.RunAsync(
            new("sh", "-c", script) { Environment = sandbox.Environment, WorkingDirectory = workspace.Plan.Directory }, Ct)).Succeeded);
    }

    [Fact]
    public async Task What_an_index_hides_is_saved_all_the_same()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.CommitAsync("second.txt", "x\n");
        await sandbox.GitAsync("push", "-q");
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        await sandbox.GitInAsync(directory, "update-index", "--assume-unchanged", "README.md");
        await sandbox.GitInAsync(directory, "update-index", "--skip-worktree", "second.txt");
        GitSandbox.Write(directory, "README.md", "hidden\n");
        GitSandbox.Write(directory, "second.txt", "hidden too\n");

        var status = await WorkspaceStatus.ReadAsync(workspace, Ct);
        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(["README.md", "second.txt"], status.Changed.Select(file => file.Path));
        Assert.Equal("hidden", await sandbox.GitAsync("show", $"{saved!.Ref}:README.md"));
        Assert.Equal("hidden too", await sandbox.GitAsync("show", $"{saved.Ref}:second.txt"));
    }

    [Fact]
    public async Task What_was_staged_and_is_gone_from_disk_is_a_second_parent()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        GitSandbox.Write(directory, "only-staged.txt", "precious\n");
        await sandbox.GitInAsync(directory, "add", "only-staged.txt");
        File.Delete(Path.Combine(directory, "only-staged.txt"));

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal("precious", await sandbox.GitAsync("show", $"{saved!.Ref}^2:only-staged.txt"));
    }

    [Theory]
    [InlineData("conflict")]
    [InlineData("broken index")]
    [InlineData("no index")]
    [InlineData("locked index")]
    [InlineData("orphan branch")]
    [InlineData("replaced pointer")]
    public async Task A_workspace_in_any_state_is_saved(string state)
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        var index = Path.Combine(workspace.Administration, "index");
        switch (state)
        {
            case "conflict":
                await sandbox.GitInAsync(directory, "branch", "side");
                await sandbox.CommitAsync("README.md", "one\n", directory);
                await sandbox.GitInAsync(directory, "checkout", "-q", "side");
                await sandbox.CommitAsync("README.md", "two\n", directory);
                await sandbox.Runner.RunAsync(new Orch.Processes.ProcessSpec("git", "merge", "orch/fix") { Environment = sandbox.Environment, WorkingDirectory = directory }, Ct);
                Assert.Equal("merge", (await WorkspaceStatus.ReadAsync(workspace, Ct)).Unfinished);
                break;
            case "broken index":
                await File.WriteAllTextAsync(index, "broken", Ct);
                break;
            case "no index":
                File.Delete(index);
                break;
            case "locked index":
                await File.WriteAllTextAsync($"{index}.lock", "", Ct);
                break;
            case "orphan branch":
                await sandbox.GitInAsync(directory, "checkout", "-q", "--orphan", "fresh");
                Assert.NotNull((await WorkspaceStatus.ReadAsync(workspace, Ct)).Unfinished);
                break;
            default:
                File.Delete(Path.Combine(directory, ".git"));
                break;
        }

        GitSandbox.Write(directory, "work.txt", "x\n");

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal("x", await sandbox.GitAsync("show", $"{saved!.Ref}:work.txt"));
        Assert.NotEmpty(await sandbox.GitAsync("show", $"{saved.Ref}:README.md"));
    }

    [Fact]
    public async Task A_sparse_checkout_is_not_taken_for_deleted_files()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.CommitAsync("far/away.txt", "x\n");
        await sandbox.GitAsync("push", "-q");
        var workspace = await sandbox.MakeAsync();
        var directory = workspace.Plan.Directory;
        await sandbox.GitInAsync(directory, "sparse-checkout", "set", "near");
        Assert.False(Directory.Exists(Path.Combine(directory, "far")));
        GitSandbox.Write(directory, "near/work.txt", "x\n");

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(["README.md", "far/away.txt", "near/work.txt"], (await sandbox.GitAsync("ls-tree", "-r", "--name-only", saved!.Ref!)).Split('\n'));
    }

    [Fact]
    public async Task A_nested_repository_with_work_gets_a_ref_of_its_own_and_is_named()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        var nested = Directory.CreateDirectory(Path.Combine(workspace.Plan.Directory, "vendor", "lib")).FullName;
        var clean = Path.Combine(workspace.Plan.Directory, "vendor", "clean");
        var foreign = Directory.CreateDirectory(Path.Combine(workspace.Plan.Directory, "foreign")).FullName;
        await sandbox.GitInAsync(nested, "init", "-q");
        GitSandbox.Write(nested, "lib.txt", "x\n");
        await sandbox.GitInAsync(workspace.Plan.Directory, "clone", "-q", sandbox.Origin, clean);
        await sandbox.GitInAsync(sandbox.Scratch, "init", "-q", "elsewhere");
        await File.WriteAllTextAsync(Path.Combine(foreign, ".git"), $"gitdir: {sandbox.Scratch}/elsewhere/.git\n", Ct);
        GitSandbox.Write(foreign, "file", "x\n");

        var saved = await Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct);

        Assert.Equal(["foreign", "vendor/lib"], saved!.NestedRepositories.Select(one => one.Path).Order(StringComparer.Ordinal));
        Assert.Equal("x", await sandbox.GitInAsync(nested, "show", "refs/orch/rescue/fix/1:lib.txt"));
        Assert.Empty(await sandbox.GitInAsync(Path.Combine(sandbox.Scratch, "elsewhere"), "for-each-ref"));
        Assert.False(saved.IsComplete);
    }

    [Fact]
    public async Task A_rescue_that_cannot_be_made_stops_what_was_to_follow()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var workspace = await sandbox.MakeAsync();
        GitSandbox.Write(workspace.Plan.Directory, "work.txt", "x\n");
        GitSandbox.Write(workspace.Plan.Repository.GitDirectory, "refs/orch/rescue/fix/1/in-the-way", workspace.Plan.BaseSha + "\n");
        await File.WriteAllTextAsync(Path.Combine(workspace.Plan.Repository.GitDirectory, "refs/orch/rescue/fix/2.lock"), "", Ct);

        var failure = await Assert.ThrowsAsync<OrchException>(() => Rescue.SaveAsync(workspace, "fix", "a test", sandbox.Scratch, Ct));

        Assert.Equal(OrchErrorKind.Failed, failure.Kind);
        Assert.Contains("left as it is", failure.Message, StringComparison.Ordinal);
    }
}
