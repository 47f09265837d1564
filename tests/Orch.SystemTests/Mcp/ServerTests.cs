using System.Text.Json;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Mcp;

/// <summary>The real server on its standard input and output.</summary>
public sealed class ServerTests
{
    private const string Hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private const string Ready = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    [Fact]
    public async Task Lines_that_are_piped_in_are_all_answered_and_nothing_else_is_printed()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);

        var result = await ServeAsync(
            world,
            ["--as", "desk"],
            Hello,
            Ready,
            """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""",
            """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"agent_status","arguments":{"name":"nobody"}}}""");

        Assert.True(result.Succeeded, result.Error);
        Assert.Equal("", result.Error);
        var answers = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToDictionary(line => line.GetProperty("id").GetInt32());
        Assert.Equal([1, 2, 3], answers.Keys.Order());
        Assert.Contains(answers[2].GetProperty("result").GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "start_agent");
        Assert.DoesNotContain(answers[2].GetProperty("result").GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "ask_human");
        Assert.Equal("not_found: no agent named nobody: 'orch list --all' shows them", answers[3].GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(null, new string[0], 2)]
    [InlineData(null, new[] { "--as", "../x" }, 2)]
    [InlineData("a", new[] { "--as", "b" }, 7)]
    public async Task Nobody_no_name_and_another_name_than_an_agents_own_are_refused(string? agent, string[] arguments, int exitCode)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        if (agent is not null)
        {
            world.Environment["ORCH_AGENT"] = agent;
        }

        var result = await ServeAsync(world, arguments, Hello);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_signal_ends_it_at_once_and_cleanly()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);

        var result = await world.RunAsync("sh", ["-c", """
            mkfifo in
            "$0" mcp --as desk < in > out 2> err &
            exec 3> in
            printf '%s\n' "$1" >&3
            until grep -q serverInfo out; do sleep 0.05; done
            kill -TERM $!
            wait $!
            echo "exit $?"
            cat err
            """, OrchBinary.Path, Hello]);

        Assert.Equal("exit 0\n", result.Output);
    }

    [Fact]
    public async Task The_own_cli_of_a_person_starts_an_agent()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var call = JsonSerializer.Serialize(new
        {
            jsonrpc = "2.0",
            id = 2,
            method = "tools/call",
            @params = new { name = "start_agent", arguments = new { task = World.Task("Add a file", """[{"tool":"write","path":"a.txt","content":"a\n"},{"text":"DONE"}]"""), name = "helper" } },
        });

        var result = await ServeAsync(world, ["--as", "desk"], Hello, Ready, call);
        await world.OrchAsync("wait", "helper");
        var agent = await world.OrchJsonAsync(0, "status", "helper", "--json");

        Assert.Contains("helper", result.Output);
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("desk", agent.GetProperty("requested_by").GetString());
    }

    private static async Task<ProcessResult> ServeAsync(World world, IReadOnlyList<string> arguments, params IReadOnlyList<string> lines)
    {
        await File.WriteAllLinesAsync(Path.Combine(world.Root, "lines"), lines);
        return await world.RunAsync("sh", ["-c", "input=$1; orch=$2; shift 2; \"$orch\" mcp \"$@\" < \"$input\"", "sh", Path.Combine(world.Root, "lines"), OrchBinary.Path, .. arguments]);
    }
}
