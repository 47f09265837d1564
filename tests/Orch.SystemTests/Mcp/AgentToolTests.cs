using Orch.SystemTests.Configuration;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Mcp;

/// <summary>The real agent CLIs find the tools of orch, and nothing of them is left behind.</summary>
public sealed class AgentToolTests
{
    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("qwen")]
    [InlineData("copilot")]
    public async Task An_agent_calls_a_tool_of_orch(string cli)
    {
        await using var world = await World.CreateAsync(opencode: "ok", qwen: "ok", copilot: "ok");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", cli, "--name", "talks", World.Task("Say what you are at", Report(cli)));

        Assert.Equal("answered", agent.GetProperty("state").GetString());
        Assert.Contains("half of it is done", await ReportsAsync(world));
        Assert.Contains("MCP server orch", await PromptAsync(world));
        Assert.False(Path.Exists(Path.Combine(agent.GetProperty("workspace").GetString()!, ".gemini")));
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("opencode")]
    public async Task The_rules_of_the_vendor_let_the_tools_of_orch_be_called(string cli)
    {
        await using var world = await World.CreateAsync(opencode: "ok");

        await world.OrchAsync("run", "--permissions", "vendor", "--agent-cli", cli, "--name", "talks", World.Task("Say what you are at", Report(cli)));

        Assert.Contains("half of it is done", await ReportsAsync(world));
    }

    [Theory]
    [InlineData("claude", "--no-mcp")]
    [InlineData("gemini", "--no-mcp")]
    [InlineData("codex", "configured")]
    public async Task Switched_off_the_agent_has_no_tools_and_is_told_of_none(string cli, string how)
    {
        await using var world = await World.CreateAsync();
        if (how == "configured")
        {
            await world.ConfigureUserAsync("[run]\nmcp = false\n");
        }

        await world.OrchAsync(["run", .. how == "configured" ? (string[])[] : [how], "--agent-cli", cli, "--name", "talks", World.Task("Say what you are at", Report(cli))]);

        Assert.DoesNotContain("half of it is done", await ReportsAsync(world));
        Assert.DoesNotContain("MCP server orch", await PromptAsync(world));
    }

    [Fact]
    public async Task A_settings_folder_of_the_repository_is_left_as_it_is()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null);
        Directory.CreateDirectory(Path.Combine(world.Repository, ".gemini"));
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".gemini", "settings.json"), "{}\n");
        await world.GitAsync("add", ".gemini");
        await world.GitAsync("commit", "-q", "-m", "Add settings");
        await world.GitAsync("push", "-q", "origin", "main");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "gemini", "--name", "talks", World.Task("Add a file", """[{"tool":"write","path":"a.txt","content":"a\n"},{"text":"DONE"}]"""));

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("{}\n", await world.AtOriginAsync("orch/talks", ".gemini/settings.json"));
        Assert.DoesNotContain("MCP server orch", await PromptAsync(world));
    }

    /// <summary>A call of a tool of orch as the CLI's model makes it.</summary>
    internal static string Call(string cli, string tool, string input) => cli switch
    {
        "codex" => $$"""{"tool":"raw","name":"{{tool}}","namespace":"mcp__orch","input":{{input}}}""",
        "gemini" => $$"""{"tool":"raw","name":"mcp_orch_{{tool}}","input":{{input}}}""",
        "opencode" => $$"""{"tool":"raw","name":"orch_{{tool}}","input":{{input}}}""",
        "copilot" => $$"""{"tool":"raw","name":"orch-{{tool}}","input":{{input}}}""",
        _ => $$"""{"tool":"raw","name":"mcp__orch__{{tool}}","input":{{input}}}""",
    };

    private static string Report(string cli) => $"[{Call(cli, "report_progress", """{"text":"half of it is done"}""")},{{\"text\":\"DONE\"}}]";

    private static Task<string> PromptAsync(World world) => File.ReadAllTextAsync(Path.Combine(world.State, "agents", "talks", "attempt-1", "prompt.md"));

    private static async Task<string> ReportsAsync(World world) =>
        string.Join('\n', (await world.OrchAsync("events", "talks", "--json")).Output.Split('\n').Where(line => line.Contains("\"report\"", StringComparison.Ordinal)));
}
