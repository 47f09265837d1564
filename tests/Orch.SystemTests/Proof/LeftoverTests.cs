using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

public sealed class LeftoverTests
{
    // Assembled here, so that no file of this repository holds the shape of a key.
    private static readonly string Key = "AKIA" + "Q3ZT5WXN7RJ2LMVB";

    [Fact]
    public async Task What_was_left_is_committed_with_its_origin_and_the_tree_is_clean()
    {
        using var world = await ProofWorld.CreateAsync(("src/a.txt", "a\n"), ("src/b.txt", "b\n"));
        var proof = await world.BeginAsync();
        world.Write("src/a.txt", "changed\n");
        world.Write("new/file with space.txt", "new\n");
        File.Delete(Path.Combine(world.Directory, "src/b.txt"));
        var outcome = await proof.CommitLeftoversAsync(default);

        Assert.Equal(["new/file with space.txt", "src/a.txt", "src/b.txt"], outcome.Committed.Order(StringComparer.Ordinal));
        Assert.Equal("", await world.StatusAsync());
        Assert.Equal(outcome.Head, await world.GitAsync("rev-parse", ProofWorld.Branch));
        Assert.Equal(world.BaseSha, await world.GitAsync("rev-parse", "HEAD~1"));
        Assert.Equal("agent|claude|sonnet|task_1", (await world.GitAsync(
            "log", "-1", "--format=%(trailers:key=Orch-Agent,valueonly,separator=)|%(trailers:key=Orch-CLI,valueonly,separator=)|%(trailers:key=Orch-Model,valueonly,separator=)|%(trailers:key=Orch-Task,valueonly,separator=)")));
        Assert.Equal("Fix the parser|Test User", await world.GitAsync("log", "-1", "--format=%s|%an"));
    }

    [Fact]
    public async Task Secrets_ignored_large_and_nested_things_stay_where_they_are()
    {
        using var world = await ProofWorld.CreateAsync((".gitignore", "*.log\n"));
        var proof = await world.BeginAsync();
        world.Write("work.txt", "work\n");
        world.Write(".env", "A=1\n");
        world.Write("notes.txt", $"key {Key}\n");
        world.Write("run.log", "log\n");
        world.Write("node_modules/x/index.js", "1\n");
        world.Write("big.bin", new string('x', (10 * 1024 * 1024) + 1));
        await world.GitAsync("init", "-q", "inner");
        world.Write("inner/file.txt", "inner\n");
        await world.GitAtAsync(Path.Combine(world.Directory, "inner"), "add", ".");
        await world.GitAtAsync(Path.Combine(world.Directory, "inner"), "commit", "-q", "-m", "Inner");
        var outcome = await proof.CommitLeftoversAsync(default);

        Assert.Equal(["work.txt"], outcome.Committed);
        Assert.Equal(
            [".env: its name looks secret", "big.bin: larger than 10 MiB", "inner/: a repository of its own", "node_modules/x/index.js: made by a tool", "notes.txt: its content looks secret (aws-access-key)", "run.log: ignored by the repository"],
            outcome.Left.Select(left => $"{left.Path}: {left.Reason}").Order(StringComparer.Ordinal));
        Assert.Equal("work.txt", await world.GitAsync("diff-tree", "-r", "--name-only", "--no-commit-id", "HEAD"));
        Assert.Equal($"key {Key}\n", await File.ReadAllTextAsync(Path.Combine(world.Directory, "notes.txt")));
        var secret = await world.GitAsync("hash-object", "notes.txt");
        Assert.False((await world.TryGitAtAsync(world.Directory, "cat-file", "-e", secret)).Succeeded, "the secret became an object of the repository");
    }

    [Fact]
    public async Task What_lay_untracked_before_the_agent_began_is_not_its_work()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.BeginAsync();
        world.Write(".env.local", "A=1\n");
        world.Write("prepared.txt", "x\n");
        var proof = await world.BeginAsync();
        var findings = await proof.CheckAsync(null, default);
        Assert.Equal(CommittedOutcome.NothingChanged, findings.Outcome);
        Assert.Equal(world.BaseSha, findings.HeadSha);
    }

    [Fact]
    public async Task Another_branch_is_not_moved()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.GitAsync("checkout", "-q", "-b", "elsewhere");
        world.Write("work.txt", "work\n");
        var findings = await proof.CheckAsync(null, default);
        Assert.Equal(world.BaseSha, await world.GitAsync("rev-parse", "elsewhere"));
        findings.Fails(CheckNames.Committed, "branch elsewhere instead of orch/agent: work.txt");
    }

    [Fact]
    public async Task Hooks_and_planted_filters_do_not_run()
    {
        using var world = await ProofWorld.CreateAsync(("a.txt", "a\n"));
        var proof = await world.BeginAsync();
        var trace = Path.Combine(world.Root, "trace");
        foreach (var hook in new[] { "pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change", "prepare-commit-msg" })
        {
            world.Write(world.Repository, $".git/hooks/{hook}", $"#!/bin/sh\necho {hook} >> '{trace}'\n");
            File.SetUnixFileMode(Path.Combine(world.Repository, ".git/hooks", hook), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await world.GitAtAsync(world.Repository, "config", "filter.evil.clean", $"echo filter >> '{trace}'; cat");
        world.Write(".gitattributes", "b.txt filter=evil\n");
        world.Write("a.txt", "changed\n");
        world.Write("b.txt", "filtered\n");
        var findings = await proof.CheckAsync(null, default);
        Assert.False(File.Exists(trace), "something that was planted ran");
        Assert.Contains(findings.Leftovers.Left, left => left.Path == "b.txt" && left.Reason.Contains("filter", StringComparison.Ordinal));
        findings.Fails(CheckNames.Scope, "shared configuration or hooks");
    }

    [Fact]
    public async Task What_was_staged_and_deleted_again_is_kept_under_a_rescue_ref()
    {
        using var world = await ProofWorld.CreateAsync(("a.txt", "a\n"));
        var proof = await world.BeginAsync();
        world.Write("only-staged.txt", "precious\n");
        await world.GitAsync("add", "only-staged.txt");
        File.Delete(Path.Combine(world.Directory, "only-staged.txt"));
        world.Write("a.txt", "changed\n");
        await proof.CommitLeftoversAsync(default);
        Assert.NotEqual("", await world.GitAsync("for-each-ref", "refs/orch/rescue/agent/"));
        Assert.Equal("", await world.StatusAsync());
    }

    [Fact]
    public async Task A_second_round_goes_on_from_the_first()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        world.Write("one.txt", "1\n");
        var first = await proof.CheckAsync(null, default);
        world.Write("two.txt", "2\n");
        var second = await proof.CheckAsync(null, default);
        Assert.Equal(first.HeadSha, await world.GitAsync("rev-parse", "HEAD~1"));
        Assert.Equal(["one.txt", "two.txt"], second.Leftovers.Committed);
        second.Passes(CheckNames.Committed, "2 commits on orch/agent, 2 files changed, 2 files of it committed by Orch");
    }

    [Fact]
    public async Task Without_a_name_in_the_configuration_the_commit_is_Orchs()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Environment["HOME"], ".gitconfig"), "[user]\n\tuseConfigOnly = true\n");
        world.Write("a.txt", "a\n");
        await proof.CommitLeftoversAsync(default);
        Assert.Equal("Orch <orch@localhost>", await world.GitAsync("log", "-1", "--format=%an <%ae>"));
    }
}
