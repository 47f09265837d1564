using System.Text.Json;
using ModelContextProtocol.Protocol;
using Orch.Cli.Mcp;
using Orch.Coordination;
using Orch.Tests.Cli;

namespace Orch.Tests.Mcp;

/// <summary>Two callers over one store: what one does by a tool, the other sees by another.</summary>
public sealed class CoordinationToolTests : IDisposable
{
    private readonly CliWorld world = new();
    private readonly CoordinationStore store;
    private readonly McpServerRun ann;
    private readonly McpServerRun bob;

    public CoordinationToolTests()
    {
        store = CoordinationStore.Open(world.Context.Surroundings);
        (ann, bob) = (Server("ann"), Server("bob"));
    }

    public void Dispose()
    {
        store.Dispose();
        world.Dispose();
    }

    [Fact]
    public async Task A_message_is_read_answered_and_gone()
    {
        await store.Registry.RegisterAsync(new Registration("ann"), TestContext.Current.CancellationToken);
        await store.Registry.RegisterAsync(new Registration("bob") { Capabilities = ["review"] }, TestContext.Current.CancellationToken);

        await CallAsync(ann, "send_message", """{"to":"bob","body":"look at this","type":"delegate","task_id":"t1"}""");
        var message = (await CallAsync(bob, "read_inbox", "{}")).GetProperty("messages")[0];
        await CallAsync(bob, "reply", $$"""{"id":"{{message.GetProperty("id").GetString()}}","body":"looks good"}""");
        var answer = (await CallAsync(ann, "read_inbox", """{"wait_seconds":30}""")).GetProperty("messages")[0];
        await CallAsync(ann, "ack_messages", $$"""{"ids":["{{answer.GetProperty("id").GetString()}}"]}""");

        Assert.Equal(("ann", "look at this"), (message.GetProperty("from").GetString(), message.GetProperty("body").GetString()));
        Assert.Equal(("bob", "looks good", "result", "t1"), (answer.GetProperty("from").GetString(), answer.GetProperty("body").GetString(), answer.GetProperty("type").GetString(), answer.GetProperty("task_id").GetString()));
        Assert.Equal(message.GetProperty("id").GetString(), answer.GetProperty("reply_to").GetString());
        Assert.Empty((await CallAsync(bob, "read_inbox", "{}")).GetProperty("messages").EnumerateArray());
        Assert.Empty((await CallAsync(ann, "read_inbox", "{}")).GetProperty("messages").EnumerateArray());
        Assert.Equal(["bob"], (await CallAsync(ann, "list_agents", """{"capability":"review"}""")).GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_task_is_handed_over_and_a_stale_token_refused()
    {
        await store.Registry.RegisterAsync(new Registration("bob"), TestContext.Current.CancellationToken);

        await CallAsync(ann, "publish_task", """{"id":"job","description":"do it","constraints":{"language":"C#"},"priority":3}""");
        var claimed = await CallAsync(bob, "claim_task", "{}");
        var token = claimed.GetProperty("token").GetInt64();
        await CallAsync(bob, "renew_task", $$"""{"id":"job","token":{{token}},"lease_seconds":60}""");
        var stale = await ann.CallAsync(Call("complete_task", $$"""{"id":"job","token":{{token + 1}}}"""), TestContext.Current.CancellationToken);
        var done = await CallAsync(bob, "complete_task", $$"""{"id":"job","token":{{token}},"result":"done by bob"}""");
        var none = await bob.CallAsync(Call("claim_task", "{}"), TestContext.Current.CancellationToken);

        Assert.Equal(("job", "leased", "bob"), (claimed.GetProperty("id").GetString(), claimed.GetProperty("state").GetString(), claimed.GetProperty("owner").GetString()));
        Assert.StartsWith("conflict: ", Text(stale), StringComparison.Ordinal);
        Assert.Equal(("done", "done by bob"), (done.GetProperty("state").GetString(), done.GetProperty("result").GetString()));
        Assert.StartsWith("not_found: ", Text(none), StringComparison.Ordinal);
        Assert.Single((await CallAsync(ann, "list_tasks", """{"state":"done"}""")).GetProperty("tasks").EnumerateArray());
    }

    [Theory]
    [InlineData("send_message", """{"to":"nobody","body":"x"}""", "not_found: ")]
    [InlineData("send_message", """{"to":"../x","body":"x"}""", "usage: ")]
    [InlineData("list_tasks", """{"state":"lost"}""", "usage: list_tasks: state takes waiting or ready or leased or done or failed or dead or cancelled")]
    [InlineData("claim_task", """{"lease_seconds":0}""", "usage: claim_task: lease_seconds takes a whole number from 1 to 86400")]
    [InlineData("publish_task", """{"description":"x","requires":"one"}""", "usage: publish_task: requires takes a list of texts")]
    [InlineData("publish_task", """{"description":"x","constraints":{"a":1}}""", "usage: publish_task: constraints takes an object whose values are texts")]
    [InlineData("ack_messages", """{"ids":["no-such"]}""", "not_found: ")]
    public async Task What_cannot_be_done_is_one_line(string tool, string arguments, string text)
    {
        await store.Registry.RegisterAsync(new Registration("ann"), TestContext.Current.CancellationToken);

        var result = await ann.CallAsync(Call(tool, arguments), TestContext.Current.CancellationToken);

        Assert.True(result.IsError);
        Assert.StartsWith(text, Text(result), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Text(result));
    }

    private static CallToolRequestParams Call(string tool, string arguments) => new()
    {
        Name = tool,
        Arguments = JsonSerializer.Deserialize<JsonElement>(arguments).EnumerateObject().ToDictionary(one => one.Name, one => one.Value.Clone(), StringComparer.Ordinal),
    };

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private static async Task<JsonElement> CallAsync(McpServerRun server, string tool, string arguments)
    {
        var result = await server.CallAsync(Call(tool, arguments), TestContext.Current.CancellationToken);
        Assert.False(result.IsError, Text(result));
        return JsonSerializer.Deserialize<JsonElement>(Text(result));
    }

    private McpServerRun Server(string name)
    {
        var caller = new McpCaller(name, IsAgent: false);
        return new([.. new MailboxTools(caller, store).All, .. new PoolTools(caller, store.Tasks).All], TimeProvider.System);
    }
}
