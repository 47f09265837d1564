using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>What Orch sees of the user's repository.</summary>
public sealed class ReadingTests
{
    [Fact]
    public async Task The_top_is_found_from_a_subdirectory()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var below = Directory.CreateDirectory(Path.Combine(sandbox.Repository, "src", "deep")).FullName;

        var facts = await sandbox.FactsAsync(below);

        Assert.Equal(sandbox.Repository, facts.TopLevel);
        Assert.Equal(sandbox.Repository, facts.MainCheckout);
        Assert.Equal(Path.Combine(sandbox.Repository, ".git"), facts.GitDirectory);
        Assert.Equal(("main", "origin", sandbox.Origin, sandbox.Origin), (facts.CurrentBranch, facts.Remote, facts.FetchUrl, facts.PushUrl));
    }

    [Fact]
    public async Task A_linked_worktree_belongs_to_the_main_checkout()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var linked = Path.Combine(sandbox.Root, "linked");
        await sandbox.GitAsync("worktree", "add", "-q", "--detach", linked);

        var facts = await sandbox.FactsAsync(linked);

        Assert.Equal(linked, facts.TopLevel);
        Assert.Equal(sandbox.Repository, facts.MainCheckout);
        Assert.Null(facts.CurrentBranch);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("quo'te\"s")]
    [InlineData("$(touch run)")]
    [InlineData("line\nbreak")]
    [InlineData("-dash")]
    public async Task Any_directory_name_is_read_as_it_is(string name)
    {
        using var sandbox = await GitSandbox.CreateAsync(name: name);

        var facts = await sandbox.FactsAsync();
        var workspace = await sandbox.MakeAsync();

        Assert.Equal(sandbox.Repository, facts.TopLevel);
        Assert.Equal($"{sandbox.Repository}.orch/fix", workspace.Plan.Directory);
        Assert.True(workspace.IsPointerIntact());
        Assert.Equal("# app\n", await File.ReadAllTextAsync(Path.Combine(workspace.Plan.Directory, "README.md"), TestContext.Current.CancellationToken));
        Assert.Empty((await WorkspaceStatus.ReadAsync(workspace, TestContext.Current.CancellationToken)).Changed);
    }

    [Fact]
    public async Task A_directory_outside_of_any_repository_is_refused_with_what_to_do()
    {
        using var sandbox = await GitSandbox.CreateAsync();

        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.FactsAsync(sandbox.Scratch));

        Assert.Equal(OrchErrorKind.Environment, refusal.Kind);
        Assert.Contains("is not in a git repository", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("git init", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_repository_and_a_git_directory_are_refused()
    {
        using var sandbox = await GitSandbox.CreateAsync();

        var bare = await Assert.ThrowsAsync<OrchException>(() => sandbox.FactsAsync(sandbox.Origin));
        var inside = await Assert.ThrowsAsync<OrchException>(() => sandbox.FactsAsync(Path.Combine(sandbox.Repository, ".git")));

        Assert.Contains("bare", bare.Message, StringComparison.Ordinal);
        Assert.Contains("inside a git directory", inside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_a_commit_is_refused_with_what_to_do()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitInAsync(sandbox.Scratch, "init", "-q");

        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.FactsAsync(sandbox.Scratch));

        Assert.Equal(OrchErrorKind.Environment, refusal.Kind);
        Assert.Contains("first commit", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_git_is_named_with_the_command_that_installs_it()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        sandbox.Environment["PATH"] = sandbox.Scratch;

        var refusal = await Assert.ThrowsAsync<OrchException>(() => sandbox.FactsAsync());

        Assert.Equal(OrchErrorKind.Environment, refusal.Kind);
        Assert.Contains("apt-get install git", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_address_of_the_remote_is_said_absolutely()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitAsync("remote", "set-url", "origin", "../origin.git");

        Assert.Equal(sandbox.Origin, (await sandbox.FactsAsync()).PushUrl);
    }

    [Fact]
    public async Task Without_an_origin_the_only_remote_is_taken()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitAsync("remote", "rename", "origin", "upstream");

        Assert.Equal("upstream", (await sandbox.FactsAsync()).Remote);
    }

    [Fact]
    public async Task Entries_that_reach_a_remote_are_recorded_the_users_own_among_them()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        await sandbox.GitAsync("config", "--global", "http.proxy", "http://user.example.invalid");
        await sandbox.GitAsync("config", "http.extraHeader", "X-Test: 1");
        await sandbox.GitAsync("config", "user.signingKey", "none");

        var keys = (await sandbox.FactsAsync()).RemoteConfiguration.Select(entry => entry.Key);

        Assert.Equal(["http.proxy", "remote.origin.url", "remote.origin.fetch", "http.extraheader"], keys);
    }

    [Fact]
    public async Task A_changed_hook_or_configuration_is_noticed_and_a_new_upstream_is_not()
    {
        using var sandbox = await GitSandbox.CreateAsync();
        var before = await sandbox.FactsAsync();

        await sandbox.GitAsync("branch", "-q", "other", "--track", "origin/main");
        Assert.Equal(before.ConfigurationHash, RepositoryReader.HashConfiguration(before.GitDirectory));

        await sandbox.GitAsync("config", "core.sshCommand", "true");
        var configured = RepositoryReader.HashConfiguration(before.GitDirectory);
        Assert.NotEqual(before.ConfigurationHash, configured);

        GitSandbox.Write(before.GitDirectory, "hooks/pre-push", "#!/bin/sh\n");
        Assert.NotEqual(configured, RepositoryReader.HashConfiguration(before.GitDirectory));
    }
}
