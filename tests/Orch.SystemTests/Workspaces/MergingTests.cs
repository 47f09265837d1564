using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Workspaces;

/// <summary>Commits are brought together in the object database alone.</summary>
public sealed class MergingTests
{
    [Fact]
    public async Task One_that_holds_the_others_already_is_taken_as_it_is()
    {
        using var sandbox = await GitSandbox.CreateAsync(hasOrigin: false);
        var first = await sandbox.GitAsync("rev-parse", "HEAD");
        var second = await sandbox.CommitAsync("a.txt", "a\n");

        Assert.Equal(second, (await MergeAsync(sandbox, [first, second, first])).Sha);
        Assert.Equal(first, (await MergeAsync(sandbox, [first])).Sha);
    }

    [Fact]
    public async Task Several_become_the_parents_of_one_merge_and_nothing_else_moves()
    {
        using var sandbox = await GitSandbox.CreateAsync(hasOrigin: false);
        var (one, two, three) = (await SideAsync(sandbox, "one"), await SideAsync(sandbox, "two"), await SideAsync(sandbox, "three"));
        var before = await sandbox.UserStateAsync();

        var merged = await MergeAsync(sandbox, [one, two, three]);

        Assert.Empty(merged.LeftOut);
        Assert.Equal($"{one} {two} {three}", await sandbox.GitAsync("log", "-1", "--format=%P", merged.Sha));
        Assert.Equal("README.md\none.txt\nthree.txt\ntwo.txt", await sandbox.GitAsync("ls-tree", "--name-only", merged.Sha));
        Assert.Equal(before, await sandbox.UserStateAsync());
        Assert.Equal("main\none\nthree\ntwo", await sandbox.GitAsync("for-each-ref", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task What_conflicts_with_those_before_it_is_left_out_with_its_files()
    {
        using var sandbox = await GitSandbox.CreateAsync(hasOrigin: false);
        var (one, two, three) = (await SideAsync(sandbox, "one", "a b\n.txt"), await SideAsync(sandbox, "two", "a b\n.txt"), await SideAsync(sandbox, "three"));

        var merged = await MergeAsync(sandbox, [one, two, three]);

        Assert.Equal(["a b\n.txt"], merged.LeftOut[two]);
        Assert.Equal($"{one} {three}", await sandbox.GitAsync("log", "-1", "--format=%P", merged.Sha));
        Assert.Equal("one", await sandbox.GitAsync("show", $"{merged.Sha}:a b\n.txt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_merge_driver_runs_only_while_nobody_can_have_planted_it(bool isTrusted)
    {
        using var sandbox = await GitSandbox.CreateAsync(hasOrigin: false);
        var (one, two) = (await SideAsync(sandbox, "one", "same.txt"), await SideAsync(sandbox, "two", "same.txt"));
        await sandbox.GitAsync("config", "merge.mine.driver", $"'{sandbox.Trap("driver")}'");
        GitSandbox.Write(sandbox.Repository, ".git/info/attributes", "*.txt merge=mine\n");

        var merged = await MergeAsync(sandbox, [one, two], isTrusted);

        Assert.Equal(isTrusted, File.Exists(sandbox.Trace));
        Assert.Equal(isTrusted, merged.LeftOut.Count == 0);
    }

    private static Task<MergedCommit> MergeAsync(GitSandbox sandbox, IReadOnlyList<string> commits, bool isTrusted = true) =>
        new CommitMerge(new Git(sandbox.Runner, sandbox.Environment, GitPlace.Bare(Path.Combine(sandbox.Repository, ".git"))), isTrusted)
            .MergeAsync(commits, "Merge them\n", TestContext.Current.CancellationToken);

    private static async Task<string> SideAsync(GitSandbox sandbox, string name, string? file = null)
    {
        await sandbox.GitAsync("switch", "-q", "-c", name, "main");
        var commit = await sandbox.CommitAsync(file ?? $"{name}.txt", $"{name}\n");
        await sandbox.GitAsync("switch", "-q", "main");
        return commit;
    }
}
