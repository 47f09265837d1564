using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

public sealed class ValidationTests
{
    [Fact]
    public async Task It_runs_on_the_commit_and_keeps_its_output()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync(change: order => order with { Validate = "cat a.txt; echo oops >&2; git rev-parse HEAD" });
        await world.CommitAsync("a.txt", "content\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Validation, "exit code 0");
        var log = await File.ReadAllTextAsync(findings.Validation!.Log!);
        Assert.Contains("content\n", log, StringComparison.Ordinal);
        Assert.Contains("oops\n", log, StringComparison.Ordinal);
        Assert.Contains($"\n{findings.HeadSha}\n", log, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(findings.Validation.Log!));
        Assert.Equal(["validate.log"], Directory.EnumerateFileSystemEntries(world.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_is_not_committed_does_not_help()
    {
        using var world = await ProofWorld.CreateAsync((".gitignore", "needed.txt\n"));
        var proof = await world.BeginAsync(change: order => order with { Validate = "test -f needed.txt && test -f work.txt" });
        world.Write("needed.txt", "ignored and untracked\n");
        world.Write("work.txt", "work\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Committed);
        findings.Fails(CheckNames.Validation, "exit code 1");
        Assert.NotNull(findings.FailedValidationOutput);
    }

    [Fact]
    public async Task It_gets_the_environment_that_was_promised_and_no_input()
    {
        using var world = await ProofWorld.CreateAsync();
        world.Environment["GITHUB_TOKEN"] = "not for the validation";
        world.Environment["CHOSEN"] = "chosen";
        var proof = await world.BeginAsync(change: order => order with { Validate = "env | cut -d= -f1 | sort; wc -c; test -d \"$TMPDIR\" && test -w \"$TMPDIR\"", ValidateEnvironment = ["CHOSEN", "NOT_SET"] });
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Validation);
        var names = findings.Validation!.Tail.Split('\n').Except(["PWD", "OLDPWD", "SHLVL", "_"]);
        Assert.Equal(["CHOSEN", "HOME", "LANG", "ORCH_AGENT_ID", "PATH", "TMPDIR", "0"], names);
    }

    [Fact]
    public async Task It_leaves_nothing_behind_when_its_time_is_over()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync(change: order => order with
        {
            Validate = "setsid sleep 300 & echo $! > \"$HOME/pid\"; trap '' TERM; echo waiting; while :; do sleep 1; done",
            ValidateTimeout = TimeSpan.FromSeconds(1),
        });
        var findings = await proof.CheckAsync(null, default);
        findings.Fails(CheckNames.Validation, "its time was over");
        Assert.Equal("waiting", findings.Validation!.Tail);
        var pid = (await File.ReadAllTextAsync(Path.Combine(world.Environment["HOME"], "pid"))).Trim();
        Assert.False(Directory.Exists($"/proc/{pid}") && !(await File.ReadAllTextAsync($"/proc/{pid}/stat")).Contains(") Z ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "validation")));
    }

    [Fact]
    public async Task Secrets_are_not_in_its_log()
    {
        using var world = await ProofWorld.CreateAsync();
        world.Environment["MY_TOKEN"] = "0123456789abcdef-value";
        var proof = await world.BeginAsync(change: order => order with { Validate = "echo \"token is $MY_TOKEN\"; exit 3", ValidateEnvironment = ["MY_TOKEN"] });
        var findings = await proof.CheckAsync(null, default);
        Assert.Equal("token is [redacted MY_TOKEN]", findings.FailedValidationOutput);
        Assert.DoesNotContain("0123456789abcdef", await File.ReadAllTextAsync(findings.Validation!.Log!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_with_git_stays_in_its_checkout()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.GitAtAsync(world.Repository, "tag", "v1.0");
        var before = await world.GitAtAsync(world.Repository, "for-each-ref");
        var proof = await world.BeginAsync(change: order => order with
        {
            Validate = "test \"$(git describe --tags)\" = v1.0 && git diff --quiet main && test -z \"$(git status --porcelain)\" && git commit -q --allow-empty -m x && git tag evil && git config x.y z",
        });
        (await proof.CheckAsync(null, default)).Passes(CheckNames.Validation);
        var after = (await world.GitAtAsync(world.Repository, "for-each-ref")).Split('\n').Where(line => !line.EndsWith(ProofWorld.Branch, StringComparison.Ordinal));
        Assert.Equal(before.Split('\n'), after);
        Assert.False((await world.TryGitAtAsync(world.Repository, "config", "x.y")).Succeeded);
    }

    [Fact]
    public async Task Submodules_are_filled_from_the_copies_at_hand()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.AddSubmoduleAsync("vendor/lib");
        var proof = await world.BeginAsync(change: order => order with { Validate = "cat vendor/lib/lib.txt && git -C vendor/lib rev-parse HEAD && test -z \"$(git status --porcelain)\"" });
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Validation);
        Assert.StartsWith("library\n", findings.Validation!.Tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submodule_at_an_unknown_commit_is_said()
    {
        using var world = await ProofWorld.CreateAsync();
        await world.AddSubmoduleAsync("vendor/lib");
        var proof = await world.BeginAsync(change: order => order with { Validate = "true" });
        await world.GitAsync("submodule", "deinit", "-q", "-f", "vendor/lib");
        await world.GitAsync("update-index", "--cacheinfo", $"160000,{new string('1', 40)},vendor/lib");
        await world.GitAsync("commit", "-q", "-m", "Nowhere");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Validation, "is in no copy on this machine");
    }

    [Fact]
    public async Task Each_round_keeps_its_log_and_the_evidence_names_them()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync(change: order => order with { Validate = "test -f good.txt" });
        await world.CommitAsync("bad.txt", "bad\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Validation);
        await world.CommitAsync("good.txt", "good\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Validation);
        Assert.True(File.Exists(Path.Combine(world.Folder, "validate.1.log")));

        var path = proof.WriteEvidence(findings, findings.Checks, [], new Dictionary<string, string>(StringComparer.Ordinal) { ["claude"] = "2.1" });
        var evidence = EvidenceFile.Read(path);
        Assert.Equal(["committed passed", "scope passed", "tamper passed", "secrets passed", "validation passed", "pushed skipped", "pull_request skipped"], evidence.Checks.Select(check => $"{check.Name} {SnakeCase.Of(check.Status)}"));
        Assert.Equal(["claude", "git", "orch"], evidence.Versions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([1, 0], evidence.Commands.Select(command => command.ExitCode));
        Assert.Equal(findings.HeadSha, evidence.Commands[^1].HeadSha);
        Assert.Equal(["bad.txt", "good.txt"], evidence.Files.Select(file => file.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
}
