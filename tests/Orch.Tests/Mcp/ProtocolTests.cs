using System.Text.Json;
using Orch.Cli.Mcp;

namespace Orch.Tests.Mcp;

/// <summary>What a client gets for what it sends, line by line.</summary>
public sealed class ProtocolTests
{
    private static readonly McpTool Echo = new(
        "echo", "Says it again.", """ "text":{"type":"string"},"count":{"type":"integer"} """, ["text"], (arguments, _) => Task.FromResult(arguments.Text("text", longest: 1 << 20)));

    private static readonly McpTool Refuse = new("refuse", "Never does it.", "", [], (_, _) => throw OrchException.Conflict("somebody\nelse holds it"));

    private static readonly McpTool Break = new("break", "Breaks.", "", [], (_, _) => throw new InvalidOperationException("no idea"));

    [Theory]
    [InlineData("2024-11-05", "2024-11-05")]
    [InlineData("2025-06-18", "2025-06-18")]
    [InlineData("2025-11-25", "2025-11-25")]
    public async Task The_version_of_the_client_is_spoken(string asked, string spoken)
    {
        await using var client = new McpClient(Echo);

        var answer = await client.InitializeAsync(asked);

        Assert.Equal(spoken, answer.GetProperty("result").GetProperty("protocolVersion").GetString());
        Assert.Equal("orch", answer.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_version_of_no_time_is_answered_with_one_that_is_known()
    {
        await using var client = new McpClient(Echo);

        var answer = await client.InitializeAsync("1999-01-01");

        Assert.True(answer.TryGetProperty("error", out _) || answer.GetProperty("result").GetProperty("protocolVersion").GetString() != "1999-01-01");
    }

    [Fact]
    public async Task Tools_are_listed_with_schemas_that_refuse_what_they_do_not_know()
    {
        await using var client = new McpClient(Echo, Refuse);
        await client.InitializeAsync();

        var answer = await client.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

        var tools = answer.GetProperty("result").GetProperty("tools").EnumerateArray().ToList();
        Assert.Equal(["echo", "refuse"], tools.Select(tool => tool.GetProperty("name").GetString()));
        Assert.All(tools, tool => Assert.False(tool.GetProperty("inputSchema").GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal("text", tools[0].GetProperty("inputSchema").GetProperty("required")[0].GetString());
    }

    [Theory]
    [InlineData("echo", """{"text":"hello"}""", false, "hello")]
    [InlineData("echo", """{"text":"hello","count":null}""", false, "hello")]
    [InlineData("echo", "{}", true, "usage: echo needs text")]
    [InlineData("echo", """{"text":7}""", true, "usage: echo: text takes a text")]
    [InlineData("echo", """{"text":"x","txt":"y"}""", true, "usage: echo takes no 'txt': it takes text, count")]
    [InlineData("refuse", "{}", true, "conflict: somebody else holds it")]
    [InlineData("break", "{}", true, "failed: unexpected InvalidOperationException: no idea")]
    [InlineData("ecko", "{}", true, "not_found: there is no tool 'ecko': did you mean echo?")]
    public async Task A_call_is_answered_with_its_result_or_one_line_on_what_is_wrong(string tool, string arguments, bool isError, string text)
    {
        await using var client = new McpClient(Echo, Refuse, Break);
        await client.InitializeAsync();

        var answer = await client.AskAsync($$$"""{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}} } }""");

        Assert.Equal("a", answer.GetProperty("id").GetString());
        Assert.Equal(text, Text(answer));
        Assert.Equal(isError, answer.GetProperty("result").GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_JSON_and_no_known_method_does_not_end_the_conversation()
    {
        await using var client = new McpClient(Echo);
        await client.InitializeAsync();

        await client.SendAsync("not json at all");
        await client.SendAsync("""{"jsonrpc":"2.0","id":5,"method":"no/such"}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"echo","arguments":{"text":"still there"}}}""");
        var answers = new Dictionary<int, JsonElement>();
        while (!answers.ContainsKey(5) || !answers.ContainsKey(6))
        {
            var answer = await client.ReadAsync();
            if (answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number)
            {
                answers[id.GetInt32()] = answer;
            }
        }

        Assert.True(answers[5].TryGetProperty("error", out _));
        Assert.Equal("still there", Text(answers[6]));
    }

    [Fact]
    public async Task A_text_beyond_its_limit_is_refused_with_the_limit()
    {
        await using var client = new McpClient(Echo);
        await client.InitializeAsync();

        var answer = await client.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"{{{new string('x', (1 << 20) + 1)}}}"} } }""");

        Assert.Equal("usage: text is 1048577 bytes long, and at most 1048576 are taken: put it into a file of the repository and name that", Text(answer));
    }

    [Fact]
    public async Task A_line_beyond_all_limits_is_answered_without_being_kept()
    {
        await using var client = new McpClient(Echo);
        await client.InitializeAsync();

        await client.SendAsync($$$"""{"method":"tools/call","params":{"name":"echo","arguments":{"text":"{{{new string('x', McpInput.LongestLine)}}}"}},"jsonrpc":"2.0","id":41}""");
        var answer = await client.ReadAsync();

        Assert.Equal(41, answer.GetProperty("id").GetInt32());
        Assert.StartsWith("usage: the call is longer than 8 MiB", Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_closes_its_end_at_once_still_gets_its_answers()
    {
        await using var client = new McpClient(Echo);
        await client.InitializeAsync();

        await client.SendAsync("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"echo","arguments":{"text":"last words"}}}""");

        Assert.Contains("last words", await client.CloseAsync());
    }

    [Fact]
    public async Task A_cancelled_call_stops()
    {
        var stopped = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var hang = new McpTool("hang", "Hangs.", "", [], async (_, ct) =>
        {
            begun.SetResult();
            await using var registration = ct.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, ct);
            return "";
        });
        await using var client = new McpClient(hang, Echo);
        await client.InitializeAsync();

        await client.SendAsync("""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"hang","arguments":{}}}""");
        await begun.Task;
        await client.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3,"reason":"enough"}}""");

        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
        var answer = await client.AskAsync("""{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"echo","arguments":{"text":"next"}}}""");
        Assert.Equal(4, answer.GetProperty("id").GetInt32());
    }

    private static string Text(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;
}
