using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

public sealed class TamperTests
{
    [Fact]
    public async Task A_validation_script_made_to_succeed_fails()
    {
        using var world = await ProofWorld.CreateAsync(("scripts/check.sh", "#!/bin/sh\nexit 1\n"));
        var proof = await world.BeginAsync(change: order => order with { Validate = "sh scripts/check.sh" });
        await world.CommitAsync("scripts/check.sh", "#!/bin/sh\nexit 0\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Tamper, "scripts/check.sh");
    }

    [Fact]
    public async Task It_passes_when_that_is_the_task()
    {
        using var world = await ProofWorld.CreateAsync(("check.sh", "exit 1\n"));
        var proof = await world.BeginAsync(change: order => order with { Validate = "sh ./check.sh", MayChangeChecks = true });
        await world.CommitAsync("check.sh", "exit 0\n");
        (await proof.CheckAsync(null, default)).Passes(CheckNames.Tamper, "check.sh");
    }

    [Fact]
    public async Task Deleted_and_emptied_tests_fail_and_moved_ones_do_not()
    {
        using var world = await ProofWorld.CreateAsync(
            ("tests/test_deleted.py", "assert 1\n"), ("tests/test_emptied.py", "assert 2\n"), ("tests/test_moved.py", string.Concat(Enumerable.Repeat("assert 3\n", 20))), ("ParserTests.cs", "class ParserTests;\n"));
        var proof = await world.BeginAsync();
        await world.GitAsync("rm", "-q", "tests/test_deleted.py", "ParserTests.cs");
        await world.GitAsync("mv", "tests/test_moved.py", "tests/test_renamed.py");
        await world.CommitAsync("tests/test_emptied.py", " \n\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Tamper, "deletes tests: ParserTests.cs, tests/test_deleted.py; empties tests: tests/test_emptied.py");
    }

    [Fact]
    public async Task The_script_of_a_package_counts_and_its_dependencies_do_not()
    {
        const string package = """{"scripts": {"test": "node check.js", "start": "x"}, "dependencies": {}}""";
        using var world = await ProofWorld.CreateAsync(("package.json", package), ("check.js", "process.exit(1)\n"));
        var proof = await world.BeginAsync(change: order => order with { Validate = "npm test" });
        await world.CommitAsync("package.json", package.Replace("{}", """{"left-pad": "1"}""", StringComparison.Ordinal));
        var tamper = new TamperReader(new(TrustedGit.Of(world.Workspace.Repository)));
        Assert.Empty((await NamedAsync()).NamedByCommand);
        await world.CommitAsync("check.js", "\n");
        Assert.Equal(["check.js"], (await NamedAsync()).NamedByCommand);
        await world.CommitAsync("package.json", package.Replace("node check.js", "true", StringComparison.Ordinal));
        Assert.Equal(["package.json (script test)", "check.js"], (await NamedAsync()).NamedByCommand);
        Assert.NotNull(proof);

        async Task<TamperFacts> NamedAsync()
        {
            var head = await world.GitAsync("rev-parse", "HEAD");
            var files = await new ChangeReader(TrustedGit.Of(world.Workspace.Repository)).ReadAsync(world.BaseSha, head, [], default);
            return await tamper.ReadAsync(world.BaseSha, head, files, "npm test", default);
        }
    }

    [Fact]
    public async Task A_file_that_goes_before_the_named_one_fails()
    {
        using var world = await ProofWorld.CreateAsync(("Makefile", "test:\n\tfalse\n"));
        var proof = await world.BeginAsync(change: order => order with { Validate = "make test" });
        await world.CommitAsync("GNUmakefile", "test:\n\ttrue\n");
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Tamper, "GNUmakefile");
    }

    [Fact]
    public async Task A_check_that_the_task_asked_for_is_no_change()
    {
        using var world = await ProofWorld.CreateAsync();
        var proof = await world.BeginAsync(change: order => order with { Validate = "sh ./check.sh" });
        await world.CommitAsync("check.sh", "exit 0\n");
        var findings = await proof.CheckAsync(null, default);
        findings.Passes(CheckNames.Tamper);
        findings.Passes(CheckNames.Validation);
    }

    [Fact]
    public async Task Changed_ci_is_shown()
    {
        using var world = await ProofWorld.CreateAsync((".github/workflows/ci.yml", "on: push\n"));
        var proof = await world.BeginAsync();
        await world.CommitAsync(".github/workflows/ci.yml", "on: []\n");
        (await proof.CheckAsync(null, default)).Passes(CheckNames.Tamper, "CI configuration changed: .github/workflows/ci.yml");
    }

    [Fact]
    public async Task A_replaced_object_deceives_nobody()
    {
        using var world = await ProofWorld.CreateAsync(("tests/test_a.py", "assert 1\n"));
        var proof = await world.BeginAsync();
        await world.GitAsync("rm", "-q", "tests/test_a.py");
        await world.CommitAsync("a.txt", "a\n");
        var harmless = await world.GitAsync("commit-tree", "HEAD~1^{tree}", "-p", "HEAD~1", "-m", "Harmless");
        await world.GitAsync("replace", "HEAD", harmless);
        (await proof.CheckAsync(null, default)).Fails(CheckNames.Tamper, "tests/test_a.py");
    }
}
