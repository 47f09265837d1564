using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

public sealed class SecretTests
{
    private static readonly string Key = "AKIA" + "Q3ZT5WXN7RJ2LMVB";

    [Fact]
    public async Task A_key_in_the_change_is_named_by_file_line_and_rule_and_not_by_value()
    {
        using var world = await ProofWorld.CreateAsync(("src/a.txt", "1\n2\n3\n"));
        var proof = await world.BeginAsync();
        await world.CommitAsync("src/a.txt", $"1\n2\nkey = {Key}\n3\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Fails(CheckNames.Secrets, "src/a.txt:3 (aws-access-key)");
        Assert.DoesNotContain(Key, findings.Of(CheckNames.Secrets).Detail, StringComparison.Ordinal);
        Assert.False(Verdict.MayPush(findings.Outcome, findings.Checks));
    }

    [Fact]
    public async Task A_key_that_a_later_commit_takes_away_is_still_pushed()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", $"{Key}\n");
        await world.CommitAsync("a.txt", "gone\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Secrets, "a.txt:1");
    }

    [Fact]
    public async Task A_value_of_the_environment_is_found_wherever_it_is()
    {
        using var world = await ProofWorld.CreateAsync();
        world.Environment["MY_SERVICE_TOKEN"] = "correct horse battery staple";
        var proof = await world.BeginAsync();
        world.Write(".gitattributes", "*.dat -diff\n");
        world.Write("b c\".dat", "x\0correct horse battery staple\0");
        await world.CommitAsync("a.txt", "a\n", "It is correct horse battery staple");
        var findings = await proof.CheckAsync(null, default);
        findings.Fails(CheckNames.Secrets, "message of ");
        Assert.Contains("b c\".dat:1 (value of MY_SERVICE_TOKEN)", findings.Of(CheckNames.Secrets).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_there_before_is_not_the_agents()
    {
        using var world = await ProofWorld.CreateAsync(("a.txt", $"{Key}\n"));
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", $"{Key}\nmore\n");
        (await proof.CheckAsync(null, default)).Passes(CheckNames.Secrets);
    }

    [Fact]
    public async Task What_an_earlier_agent_left_on_the_branch_is_pushed_with_it()
    {
        using var world = await ProofWorld.CreateAsync();
        var first = await world.BeginAsync();
        await world.CommitAsync("a.txt", $"{Key}\n");
        await first.CheckAsync(null, default);
        await world.GitAsync("update-ref", "refs/orch/rescue/agent/1", "HEAD");
        var second = await world.BeginAsync();
        var findings = await second.CheckAsync(null, default);
        findings.Fails(CheckNames.Secrets, "a.txt:1");
        findings.Passes(CheckNames.Committed, "1 commit on orch/agent");
    }

    [Fact]
    public async Task A_key_that_only_a_merge_brings_in_is_found()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync();
        await world.CommitAsync("a.txt", "a\n");
        await world.GitAtAsync(world.Repository, "commit", "-q", "--allow-empty", "-m", "Main");
        await world.GitAsync("merge", "-q", "--no-commit", "main");
        await world.CommitAsync("a.txt", $"a\n{Key}\n", "Merge");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Secrets, "a.txt:2");
    }
}
