using Orch.Agents;
using Orch.State;

namespace Orch.Tests.Agents;

public sealed class LaunchTests
{
    private static readonly AgentCatalog Catalog = new(new ConfiguredCli("mybot", new() { Command = ["mybot", "--print"], Resume = ["--resume", "{session}"] }));

    private static readonly AgentTurn Turn = new()
    {
        Prompt = "--dangerous $(rm -rf /) task",
        PromptFile = "/state/agents/a/prompt.md",
        Workspace = "/w",
        ScratchDirectory = "/scratch",
        SkipPermissions = true,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal),
    };

    [Theory]
    [InlineData("claude", "-p --output-format stream-json --verbose --dangerously-skip-permissions")]
    [InlineData("codex", "exec --json --dangerously-bypass-approvals-and-sandbox -")]
    [InlineData("gemini", "-o stream-json --yolo --skip-trust")]
    [InlineData("mybot", "--print")]
    public void The_prompt_goes_in_on_standard_input(string cli, string arguments)
    {
        var launch = Catalog.Find(cli)!.Launch(Turn);
        Assert.Equal(arguments, string.Join(' ', launch.Arguments));
        Assert.Equal(Turn.Prompt, launch.Input);
    }

    [Fact]
    public void A_CLI_that_takes_only_an_argument_gets_a_fixed_sentence_with_the_prompt_file()
    {
        AgentCli[] clis = [Catalog.Find("cursor")!, new ConfiguredCli("mybot", new() { Command = ["mybot"], TakesPromptAsArgument = true })];
        foreach (var launch in clis.Select(cli => cli.Launch(Turn)))
        {
            Assert.Equal("", launch.Input);
            Assert.Equal("Read the file /state/agents/a/prompt.md and carry out the task that it describes.", launch.Arguments[^1]);
        }
    }

    [Fact]
    public void The_task_is_in_no_argument_and_no_variable()
    {
        foreach (var launch in Catalog.All.Select(cli => cli.Launch(Turn)))
        {
            Assert.DoesNotContain(
                [.. launch.Arguments, .. launch.Environment.Values],
                text => text?.Contains("rm -rf", StringComparison.Ordinal) ?? false);
        }
    }

    [Theory]
    [InlineData("claude", "-p --output-format stream-json --verbose --model=m --resume=s1 --x")]
    [InlineData("codex", "exec --json --model=m --x resume s1 -")]
    [InlineData("gemini", "-o stream-json --model=m --resume=s1 --x")]
    [InlineData("mybot", "--print --x --resume s1")]
    public void Model_session_and_configured_arguments_are_passed_and_the_vendors_rules_left_on(string cli, string arguments)
    {
        var turn = Turn with { Model = "m", SessionId = "s1", SkipPermissions = false, ExtraArguments = ["--x"] };
        Assert.Equal(arguments, string.Join(' ', Catalog.Find(cli)!.Launch(turn).Arguments));
    }

    [Theory]
    [InlineData("--flag")]
    [InlineData("a b")]
    [InlineData("../x")]
    [InlineData("")]
    public void A_session_id_of_strange_form_is_not_resumed(string id)
    {
        foreach (var cli in Catalog.All)
        {
            Assert.Equal(cli.Launch(Turn).Arguments, cli.Launch(Turn with { SessionId = id }).Arguments, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Every_CLI_gets_a_temporary_directory_of_its_own()
    {
        Assert.All(Catalog.All, cli => Assert.Equal("/scratch", cli.Launch(Turn).Environment["TMPDIR"]));
    }

    [Fact]
    public void The_retries_of_claude_are_bounded_unless_the_user_set_a_number()
    {
        var claude = Catalog.Find("claude")!;
        Assert.Equal("2", claude.Launch(Turn).Environment["CLAUDE_CODE_MAX_RETRIES"]);
        var set = Turn with { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CLAUDE_CODE_MAX_RETRIES"] = "7" } };
        Assert.False(claude.Launch(set).Environment.ContainsKey("CLAUDE_CODE_MAX_RETRIES"));
    }

    [Fact]
    public void A_claude_started_from_within_claude_does_not_take_itself_for_a_part_of_it()
    {
        var environment = Catalog.Find("claude")!.Launch(Turn).Environment;
        Assert.Null(environment["CLAUDECODE"]);
        Assert.True(environment.ContainsKey("CLAUDECODE"));
    }

    [Fact]
    public void Tools_are_configured_where_the_CLI_takes_them()
    {
        var turn = Turn with
        {
            Tools = new("orch", "/bin/orch", ["mcp", "--as", "a\"b"], new Dictionary<string, string>(StringComparer.Ordinal) { ["ORCH_HOME"] = "/s" }),
        };
        Assert.Contains("""--mcp-config={"mcpServers":{"orch":{"command":"/bin/orch","args":["mcp","--as","a\u0022b"],"env":{"ORCH_HOME":"/s"},"alwaysLoad":true}}}""", Catalog.Find("claude")!.Launch(turn).Arguments);
        Assert.Contains("--allowedTools=mcp__orch", Catalog.Find("claude")!.Launch(turn with { SkipPermissions = false }).Arguments);
        Assert.Equal("""{"mcpServers":{"orch":{"command":"/bin/orch","args":["mcp","--as","a\u0022b"],"env":{"ORCH_HOME":"/s"},"trust":true}}}""", Catalog.Find("gemini")!.Launch(turn).Folder!.Files["settings.json"]);
        Assert.Contains("""mcp_servers.orch={command="/bin/orch",args=["mcp","--as","a\"b"],env={"ORCH_HOME"="/s"},default_tools_approval_mode="approve",required=true,startup_timeout_sec=60}""", Catalog.Find("codex")!.Launch(turn).Arguments);
    }

    [Theory]
    [InlineData(true, true, null, false)]
    [InlineData(true, true, "1", true)]
    [InlineData(true, true, "0", false)]
    [InlineData(true, false, null, true)]
    [InlineData(false, true, null, true)]
    public void Claude_does_not_start_unattended_as_root_outside_a_sandbox(bool isRoot, bool skip, string? sandbox, bool starts)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (sandbox is not null)
        {
            environment["IS_SANDBOX"] = sandbox;
        }

        var obstacle = Catalog.Find("claude")!.Obstacle(environment, isRoot, skip);
        Assert.Equal(starts, obstacle is null);
        Assert.True(obstacle is null or { Kind: AttemptOutcome.RefusedPermission });
        Assert.Null(Catalog.Find("codex")!.Obstacle(environment, isRoot, skip));
    }
}
