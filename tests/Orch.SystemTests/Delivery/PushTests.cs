using Orch.Delivery;
using Orch.Workspaces;

namespace Orch.SystemTests.Delivery;

public sealed class PushTests : IAsyncLifetime
{
    private DeliveryFixture one = null!;

    public async ValueTask InitializeAsync() => one = await DeliveryFixture.CreateAsync();

    public ValueTask DisposeAsync() => one.DisposeAsync();

    [Fact]
    public async Task A_new_branch_is_pushed_and_seen_to_be_there()
    {
        var commit = await one.CommitAsync("a", "1");
        var result = await one.PushAsync(one.Order(commit));
        Assert.Equal((PushOutcome.Pushed, commit), (result.Outcome, result.RemoteTip));
        Assert.Equal(commit, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task Pushing_twice_does_it_once()
    {
        var order = one.Order(await one.CommitAsync("a", "1"));
        await one.PushAsync(order);
        Assert.Equal(PushOutcome.AlreadyThere, (await one.PushAsync(order)).Outcome);
        Assert.True((await one.PushAsync(order)).IsThere);
    }

    [Fact]
    public async Task A_branch_is_moved_forward_from_where_it_was_expected()
    {
        var first = await one.CommitAsync("a", "1");
        await one.PushAsync(one.Order(first));
        var second = await one.CommitAsync("a", "2");
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(one.Order(second, first))).Outcome);
        Assert.Equal(second, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_branch_of_somebody_else_is_left_alone()
    {
        var other = await one.RemoteBranchAsync("orch/fix");
        var result = await one.PushAsync(one.Order(await one.CommitAsync("a", "1")));
        Assert.Equal((PushOutcome.Diverged, other), (result.Outcome, result.RemoteTip));
        Assert.Equal(other, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_commit_that_does_not_build_on_the_expected_tip_is_not_pushed()
    {
        var tip = await one.RemoteBranchAsync("orch/fix");
        var result = await one.PushAsync(one.Order(await one.CommitAsync("a", "1"), tip));
        Assert.Equal(PushOutcome.Diverged, result.Outcome);
        Assert.Contains("does not build on", result.Detail);
        Assert.Equal(tip, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_tip_that_was_never_fetched_is_not_overwritten()
    {
        var other = Path.Combine(one.Folder, "other");
        await one.GitAtAsync(one.Folder, "clone", "-q", one.Remote, other);
        await one.GitAtAsync(other, "commit", "-q", "--allow-empty", "-m", "theirs");
        await one.GitAtAsync(other, "push", "-q", "origin", "HEAD:refs/heads/orch/fix");
        var tip = one.Tip("orch/fix");
        var result = await one.PushAsync(one.Order(await one.CommitAsync("a", "1"), tip));
        Assert.Equal(PushOutcome.Diverged, result.Outcome);
        Assert.Contains("not known here", result.Detail);
        Assert.Equal(tip, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task What_the_remote_declines_is_refused_in_its_own_words()
    {
        await HookAsync(Path.Combine(one.Remote, "hooks", "pre-receive"), "echo 'error: the gate is shut' >&2; exit 1");
        var result = await one.PushAsync(one.Order(await one.CommitAsync("a", "1")));
        Assert.Equal(PushOutcome.Refused, result.Outcome);
        Assert.Contains("pre-receive hook declined", result.Detail);
        Assert.Contains("the gate is shut", result.Detail);
    }

    [Fact]
    public async Task A_branch_in_the_way_of_the_name_is_refused()
    {
        await one.RemoteBranchAsync("orch");
        Assert.Equal(PushOutcome.Refused, (await one.PushAsync(one.Order(await one.CommitAsync("a", "1")))).Outcome);
    }

    [Theory]
    [InlineData("/nowhere/at/all.git")]
    [InlineData("http://127.0.0.1:1/acme/demo.git")]
    [InlineData("ext::sh -c false")]
    public async Task A_remote_that_cannot_be_read_is_unreachable(string url)
    {
        var result = await one.PushAsync(one.Order(await one.CommitAsync("a", "1")) with { Url = url });
        Assert.Equal(PushOutcome.Unreachable, result.Outcome);
    }

    [Fact]
    public async Task A_secret_in_the_address_is_neither_told_nor_an_argument()
    {
        var noted = Path.Combine(one.Folder, "noted");
        var order = one.Order(await one.CommitAsync("a", "1")) with { Url = "http://octocat:hunter2hunter2@127.0.0.1:1/acme/demo.git" };
        await StandInForGitAsync($"echo \"$@\" >> {noted}; exec git \"$@\"");
        var result = await one.PushAsync(order);
        Assert.Equal(PushOutcome.Unreachable, result.Outcome);
        Assert.DoesNotContain("hunter2", result.Detail);
        var arguments = await File.ReadAllTextAsync(noted, TestContext.Current.CancellationToken);
        Assert.Contains("ls-remote", arguments);
        Assert.DoesNotContain("hunter2", arguments);
    }

    [Fact]
    public async Task A_push_whose_answer_was_lost_counts_when_it_is_seen_at_the_remote()
    {
        var commit = await one.CommitAsync("a", "1");
        await StandInForGitAsync("git \"$@\" || exit; case \" $* \" in *' push '*) echo 'fatal: the remote end hung up' >&2; exit 128;; esac");
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(one.Order(commit))).Outcome);
    }

    [Fact]
    public async Task A_push_whose_answer_was_lost_on_the_way_there_is_unreachable()
    {
        var commit = await one.CommitAsync("a", "1");
        await StandInForGitAsync("case \" $* \" in *' push '*) echo 'fatal: the remote end hung up' >&2; exit 128;; esac; exec git \"$@\"");
        var result = await one.PushAsync(one.Order(commit));
        Assert.Equal(PushOutcome.Unreachable, result.Outcome);
        Assert.Contains("hung up", result.Detail);
    }

    [Fact]
    public async Task A_damaged_repository_is_refused()
    {
        await one.CommitAsync("b", "1");
        var commit = await one.CommitAsync("a", "1");
        var parent = await one.GitAsync("rev-parse", "HEAD^");
        File.Delete(Path.Combine(one.Repository, ".git", "objects", parent[..2], parent[2..]));
        var result = await one.PushAsync(one.Order(commit));
        Assert.Equal(PushOutcome.Refused, result.Outcome);
    }

    [Fact]
    public async Task Nothing_that_was_planted_in_the_repository_runs_or_leads_elsewhere()
    {
        var trap = Path.Combine(one.Folder, "trap");
        var elsewhere = Path.Combine(one.Folder, "elsewhere.git");
        await one.GitAtAsync(one.Folder, "init", "-q", "--bare", elsewhere);
        var commit = await one.CommitAsync("a", "1");
        foreach (var hook in (string[])["pre-push", "reference-transaction", "post-index-change"])
        {
            await HookAsync(Path.Combine(one.Repository, ".git", "hooks", hook), $"touch {trap}");
        }

        await one.GitAsync("config", "core.fsmonitor", $"touch {trap}");
        await one.GitAsync("config", "credential.helper", $"!touch {trap}");
        await one.GitAsync("config", "remote.origin.pushurl", elsewhere);
        await one.GitAsync("config", $"url.{elsewhere}.insteadOf", one.Remote);
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(one.Order(commit))).Outcome);
        Assert.Equal(commit, one.Tip("orch/fix"));
        Assert.False(File.Exists(trap));
        Assert.Equal("", await one.GitAtAsync(elsewhere, "for-each-ref"));
    }

    [Fact]
    public async Task The_recorded_configuration_leads_to_the_remote()
    {
        var commit = await one.CommitAsync("a", "1");
        var result = await one.PushAsync(one.Order(commit) with
        {
            Url = "https://github.com/acme/demo.git",
            Configuration = [new ConfigurationEntry($"url.{one.Remote}.insteadOf", "https://github.com/acme/demo.git")],
            ConfigurationIsComplete = true,
        });
        Assert.Equal(PushOutcome.Pushed, result.Outcome);
        Assert.Equal(commit, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task Tags_and_other_branches_stay_at_home()
    {
        var commit = await one.CommitAsync("a", "1");
        await one.GitAsync("tag", "-a", "v1", "-m", "one");
        await one.GitAtAsync(one.Folder, "config", "--global", "push.followTags", "true");
        await one.PushAsync(one.Order(commit));
        Assert.Equal("refs/heads/main\nrefs/heads/orch/fix", await one.GitAtAsync(one.Remote, "for-each-ref", "--format=%(refname)"));
    }

    [Fact]
    public async Task A_shallow_clone_is_pushed_from()
    {
        await one.CommitAsync("b", "1");
        await one.GitAsync("push", "-q", "origin", "main");
        var shallow = Path.Combine(one.Folder, "shallow");
        await one.GitAtAsync(one.Folder, "clone", "-q", "--depth=1", $"file://{one.Remote}", shallow);
        await one.GitAtAsync(shallow, "commit", "-q", "--allow-empty", "-m", "more");
        var commit = await one.GitAtAsync(shallow, "rev-parse", "HEAD");
        var order = one.Order(commit) with { ObjectsDirectory = Path.Combine(shallow, ".git", "objects") };
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(order)).Outcome);
        Assert.Equal(commit, one.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_partial_clone_is_pushed_from()
    {
        await one.GitAtAsync(one.Remote, "config", "uploadpack.allowFilter", "true");
        await one.CommitAsync("README.md", "changed");
        await one.GitAsync("push", "-q", "origin", "main");
        var partial = Path.Combine(one.Folder, "partial");
        await one.GitAtAsync(one.Folder, "clone", "-q", "--filter=blob:none", $"file://{one.Remote}", partial);
        await File.WriteAllTextAsync(Path.Combine(partial, "new"), "new", TestContext.Current.CancellationToken);
        await one.GitAtAsync(partial, "add", "-A");
        await one.GitAtAsync(partial, "commit", "-q", "-m", "more");
        var commit = await one.GitAtAsync(partial, "rev-parse", "HEAD");
        var order = one.Order(commit) with { ObjectsDirectory = Path.Combine(partial, ".git", "objects") };
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(order)).Outcome);
    }

    [Fact]
    public async Task A_repository_with_sha256_names_is_pushed_from()
    {
        await using var other = await DeliveryFixture.CreateAsync("sha256");
        var commit = await other.CommitAsync("a", "1");
        Assert.Equal(64, commit.Length);
        Assert.Equal(PushOutcome.Pushed, (await other.PushAsync(other.Order(commit))).Outcome);
        Assert.Equal(commit, other.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_file_that_git_lfs_keeps_and_whose_content_is_not_here_is_refused_by_name()
    {
        await one.CommitAsync(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        var commit = await one.CommitAsync("big model.bin", Pointer);
        var result = await one.PushAsync(one.Order(commit));
        Assert.Equal(PushOutcome.Refused, result.Outcome);
        Assert.Contains("big model.bin", result.Detail);
        Assert.Null(one.Tip("orch/fix"));
    }

    [Fact]
    public async Task A_pointer_that_the_remote_has_already_does_no_harm()
    {
        await one.CommitAsync(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        await one.CommitAsync("big.bin", Pointer);
        await one.GitAsync("push", "-q", "origin", "main");
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(one.Order(await one.CommitAsync("a", "1")))).Outcome);
    }

    [Fact]
    public async Task Text_that_only_looks_like_a_pointer_is_pushed() =>
        Assert.Equal(PushOutcome.Pushed, (await one.PushAsync(one.Order(await one.CommitAsync("sample.txt", Pointer)))).Outcome);

    [Theory]
    [InlineData("a..b")]
    [InlineData("-/x ")]
    [InlineData("")]
    public async Task A_name_that_no_branch_can_have_is_refused(string branch) =>
        Assert.Equal(PushOutcome.Refused, (await one.PushAsync(one.Order(await one.CommitAsync("a", "1")) with { Branch = branch })).Outcome);

    [Fact]
    public async Task A_commit_that_is_not_there_is_refused() =>
        Assert.Equal(PushOutcome.Refused, (await one.PushAsync(one.Order(new('c', 40)))).Outcome);

    private const string Pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";

    /// <summary>What Orch starts as git is a script from now on; inside, git is git.</summary>
    private async Task StandInForGitAsync(string script)
    {
        var programs = Path.Combine(one.Folder, "bin");
        var path = one.Variables["PATH"];
        await HookAsync(Path.Combine(programs, "git"), $"PATH='{path}'; export PATH; {script}");
        one.Variables["PATH"] = $"{programs}:{path}";
    }

    private static async Task HookAsync(string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
