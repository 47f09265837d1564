using Orch.Proof;

namespace Orch.Tests.Proof;

public sealed class CheckChainTests
{
    [Theory]
    [InlineData("./a.sh", "./a.sh")]
    [InlineData("sh -e a.sh x; bash 'b c.sh'", "a.sh|b c.sh")]
    [InlineData("if [ -f x ]; then exec ./a.sh; fi", "[|./a.sh|fi")]
    [InlineData("FOO=1 env BAR=2 python3 tools/check.py --fast", "tools/check.py")]
    [InlineData(". ./common.sh && source lib.sh", "+./common.sh|+lib.sh")]
    [InlineData("test \"$(sh app.sh)\" = 2", "test")]
    [InlineData("out=$(sh app.sh | tail -1)\necho $out # ./c.sh", "echo")]
    [InlineData("timeout 5 ./a.sh", "./a.sh")]
    [InlineData("node \\\n  scripts/check.js", "scripts/check.js")]
    public void What_a_script_runs_is_found(string script, string expected) =>
        Assert.Equal(expected, string.Join('|', ScriptCalls.In(script).Select(call => $"{(call.IsIncluded ? "+" : "")}{call.Word}")));

    [Theory]
    [InlineData("$DIR/lib.sh", "scripts/run.sh", "lib.sh scripts/lib.sh")]
    [InlineData("${BASH_SOURCE%/*}/lib.sh", "scripts/run.sh", "lib.sh scripts/lib.sh")]
    [InlineData("../x.sh", "scripts/run.sh", "x.sh")]
    [InlineData("/lib.sh", "run.sh", "lib.sh")]
    public void A_word_may_stand_for_several_paths(string word, string script, string expected) =>
        Assert.Equal(expected, string.Join(' ', ScriptCalls.Paths(word, script)));

    [Theory]
    [InlineData("test", "sh check.sh\nsh deeper.sh\n")]
    [InlineData("", "sh check.sh\nsh deeper.sh\n")]
    [InlineData("deploy", "./deploy.sh\n")]
    public void A_makefile_gives_the_recipes_of_its_goals(string goal, string expected)
    {
        const string text = "SHELL := /bin/sh\nRUN = sh\n.PHONY: test\ninclude rules.mk\ntest: deeper ; @$(RUN) check.sh\n\ndeeper:\n\t$(RUN) deeper.sh\n\ndeploy:\n\t@./deploy.sh\n";
        var (script, included) = MakeRules.Of(text, new HashSet<string> { "make", goal });
        Assert.Equal(expected, script);
        Assert.Equal(["rules.mk"], included);
    }

    [Fact]
    public async Task Checks_are_guarded_and_the_program_under_test_is_only_shown()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Makefile"] = "test:\n\t./scripts/run.sh\ndeploy:\n\t./scripts/deploy.sh\n",
            ["scripts/run.sh"] = "#!/bin/sh\ncd \"$(dirname \"$0\")/..\"\n. scripts/common.sh\nsh app.sh && sh tests/app_test.sh\nnpm run lint\n",
            ["scripts/common.sh"] = "sh scripts/deeper.sh",
            ["scripts/deeper.sh"] = "",
            ["scripts/deploy.sh"] = "",
            ["app.sh"] = "echo 1",
            ["tests/app_test.sh"] = "",
        };
        var chain = new CheckChain(files.Keys.ToHashSet(StringComparer.Ordinal), path => Task.FromResult(files.GetValueOrDefault(path)));

        var (guarded, shown) = await chain.FollowAsync("make test", []);

        Assert.Equal(["Makefile", "scripts/common.sh", "scripts/deeper.sh", "scripts/run.sh"], guarded.Order(StringComparer.Ordinal));
        Assert.Equal(["app.sh"], shown);
    }

    [Fact]
    public async Task Scripts_that_call_each_other_come_to_an_end()
    {
        var chain = new CheckChain(new HashSet<string> { "check.sh", "lint.sh" }, path => Task.FromResult<string?>(path == "check.sh" ? "sh lint.sh" : "sh check.sh"));
        Assert.Equal(["check.sh", "lint.sh"], (await chain.FollowAsync("sh check.sh", [])).Guarded.Order(StringComparer.Ordinal));
    }
}
