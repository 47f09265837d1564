using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Where a workspace may be.</summary>
public sealed class PlaceTests
{
    [Fact]
    public async Task A_root_and_a_name_are_honoured()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var root = Path.Combine(sandbox.Root, "else where");

        var plan = await sandbox.PlanAsync(await sandbox.RequestAsync() with { WorkspaceRoot = root, WorkspaceName = "it's here" });

        Assert.Equal(Path.Combine(root, "it's here"), plan.Directory);
    }

    [Fact]
    public async Task From_a_linked_worktree_the_workspace_lies_beside_the_main_checkout()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var linked = Path.Combine(sandbox.Scratch, "linked");
        await sandbox.GitAsync("worktree", "add", "-q", "--detach", linked);

        var request = await sandbox.RequestAsync() with { Repository = await sandbox.FactsAsync(linked) };

        Assert.Equal($"{sandbox.Repository}.orch/fix", WorkspaceLocation.Choose(request));
    }

    [Fact]
    public async Task The_users_checkout_and_what_lies_in_or_around_it_are_wrong_usage()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var link = Path.Combine(sandbox.Scratch, "link");
        Directory.CreateSymbolicLink(link, sandbox.Repository);
        var empty = Directory.CreateDirectory(Path.Combine(sandbox.Repository, "empty")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(sandbox.Scratch, "into"), empty);
        var request = await sandbox.RequestAsync();

        (string Root, string Name)[] places =
        [
            (sandbox.Root, "app"),
            (sandbox.Repository, "inside"),
            (Path.Combine(sandbox.Repository, "not", "there", "yet"), "inside"),
            (Path.Combine(sandbox.Repository, ".git"), "inside"),
            (sandbox.Origin, "inside"),
            (Path.GetDirectoryName(sandbox.Root)!, Path.GetFileName(sandbox.Root)),
            (link, "inside"),
            (sandbox.Scratch, "link"),
            (sandbox.Scratch, "into"),
            (sandbox.Scratch, "../app"),
            (sandbox.Scratch, ".git"),
        ];
        foreach (var (root, name) in places)
        {
            var refusal = Assert.Throws<OrchException>(() => WorkspaceLocation.Choose(request with { WorkspaceRoot = root, WorkspaceName = name }));
            Assert.True(refusal.Kind == OrchErrorKind.Usage, $"{root} {name}: {refusal.Message}");
        }
    }

    [Fact]
    public async Task A_directory_with_something_in_it_is_a_conflict_and_an_empty_one_is_taken()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var request = await sandbox.RequestAsync();
        Directory.CreateDirectory($"{sandbox.Repository}.orch/fix");
        Assert.Equal($"{sandbox.Repository}.orch/fix", WorkspaceLocation.Choose(request));

        GitSandbox.Write($"{sandbox.Repository}.orch/fix", "precious", "x");
        Assert.Equal(OrchErrorKind.Conflict, Assert.Throws<OrchException>(() => WorkspaceLocation.Choose(request)).Kind);
    }

    [Fact]
    public async Task Beside_a_repository_within_another_checkout_is_not_the_place()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitInAsync(sandbox.Root, "init", "-q");
        var request = await sandbox.RequestAsync();

        Assert.Equal(Path.Combine(request.FallbackRoot, "app", "fix"), WorkspaceLocation.Choose(request));
    }
}
