using System.CommandLine;
using Orch.Cli.Commands;

namespace Orch.Tests.Cli;

public sealed class RunOptionsTests
{
    [Fact]
    public void Flags_may_stand_before_and_after_the_task()
    {
        var options = Read("--agent-cli", "claude,codex", "Fix", "--model", "sonnet", "it", "--no-new-pr");

        Assert.Equal("Fix it", options.Task);
        Assert.Equal("claude,codex", options.AgentCli);
        Assert.Equal("sonnet", options.Model);
        Assert.True(options.Settings.NoNewPullRequest);
        Assert.True(options.Settings.SkipPermissions);
    }

    [Fact]
    public void Two_dashes_end_the_flags() => Assert.Equal("--model is misspelt --json", Read("--", "--model", "is", "misspelt", "--json").Task);

    [Fact]
    public void A_flag_does_not_eat_a_word_of_the_task() => Assert.Equal("true positives only", Read("--no-new-pr", "true", "positives", "only").Task);

    [Fact]
    public void A_task_may_begin_with_what_other_programs_treat_as_a_file() => Assert.Equal("@README is wrong", Read("@README", "is", "wrong").Task);

    [Fact]
    public void A_task_may_begin_with_a_flag_in_its_own_text() => Assert.Equal("--agent-cli claude Fix it", Read("--agent-cli claude Fix it").Task);

    [Fact]
    public void Every_option_arrives()
    {
        var options = Read(
            "Task", "--context", "notes.md", "--branch", "b", "--pr", "12", "--no-new-branch", "--validate", "make test", "--repair", "0",
            "--may-change-checks", "--base", "main", "--name", "n", "--workspace-name", "w", "--workspace-root", "../ws", "--request-key", "k",
            "--timeout", "90s", "--idle-timeout=5m", "--permissions", "vendor", "--mcp-agent", "m", "--bead", "x-1");

        Assert.Equal("/repo/notes.md", options.Settings.ContextFile);
        Assert.Equal("b", options.Branch);
        Assert.Equal(12, options.PullRequest);
        Assert.True(options.Settings.NoNewBranch);
        Assert.Equal("make test", options.Settings.Validate);
        Assert.Equal(0, options.Settings.Repair);
        Assert.True(options.Settings.MayChangeChecks);
        Assert.Equal("main", options.Base);
        Assert.Equal("n", options.Name);
        Assert.Equal("w", options.WorkspaceName);
        Assert.Equal("/ws", options.WorkspaceRoot);
        Assert.False(options.Settings.SkipPermissions);
        Assert.Equal("k", options.Settings.RequestKey);
        Assert.Equal(TimeSpan.FromSeconds(90), options.Settings.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(5), options.Settings.IdleTimeout);
        Assert.Equal("m", options.Settings.Tracking["mcp_agent"]);
        Assert.Equal("x-1", options.Settings.Tracking["bead"]);
    }

    [Theory]
    [InlineData("--pr", "0")]
    [InlineData("--pr", "-3")]
    [InlineData("--pr", "12x")]
    [InlineData("--repair", "-1")]
    [InlineData("--timeout", "0s")]
    [InlineData("--timeout", "25d")]
    [InlineData("--idle-timeout", "soon")]
    [InlineData("--validate", " ")]
    [InlineData("--permissions", "all")]
    [InlineData("--branch", "")]
    [InlineData("--model")]
    [InlineData("--jsno")]
    [InlineData("-x")]
    public async Task A_bad_option_is_one_line_that_names_it(params string[] option)
    {
        using var world = new CliWorld();

        Assert.Equal(2, await world.OrchAsync(["run", "Fix it", .. option]));
        Assert.Equal("", world.Output);
        Assert.Matches("^orch: [^\n]*" + option[0] + "[^\n]*\n$", world.Error);
        Assert.False(Directory.Exists(world.Environment["ORCH_HOME"]));
    }

    [Theory]
    [InlineData("--agent-cli", "clod", "run", "Fix it")]
    [InlineData("--name", "run", "--no-new-pr", "--agent-cli", "clod", "run", "Fix it")]
    [InlineData("--agent-cli", "clod", "Fix it")]
    [InlineData("Fix it", "--agent-cli", "clod")]
    [InlineData("--agent-cli", "clod", "--", "Fix it")]
    public async Task A_task_without_a_command_or_with_options_before_it_is_run(params string[] arguments)
    {
        using var world = new CliWorld();

        Assert.Equal(2, await world.OrchAsync(arguments));
        Assert.Contains("unknown agent CLI 'clod'", world.Error);
    }

    private static RunOptions Read(params string[] arguments)
    {
        var symbols = new RunSymbols();
        var command = new Command("run");
        symbols.AddTo(command);
        var parsed = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        Assert.Empty(parsed.Errors);
        return symbols.Read(parsed, "/repo");
    }
}
