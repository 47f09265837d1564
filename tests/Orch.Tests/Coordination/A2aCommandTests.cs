using System.Text.Json;
using Orch.Tests.Cli;

namespace Orch.Tests.Coordination;

/// <summary><c>orch a2a</c> as scripts use it.</summary>
public sealed class A2aCommandTests
{
    [Fact]
    public async Task Registering_shows_the_entry()
    {
        using var world = new CliWorld();

        var registered = await JsonAsync(world, 0, "register", "alice", "--type", "reviewer", "--capability", "review", "--capability", "sql");

        var entry = registered.GetProperty("agents")[0];
        Assert.Equal("orch.registry/1", registered.GetProperty("schema").GetString());
        Assert.Equal(("alice", "reviewer", true), (entry.GetProperty("name").GetString(), entry.GetProperty("type").GetString(), entry.GetProperty("alive").GetBoolean()));
        Assert.Equal(["review", "sql"], entry.GetProperty("capabilities").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task A_message_goes_from_one_to_the_other_and_back()
    {
        using var world = new CliWorld();
        await RunAsync(world, 0, "register", "alice");
        await RunAsync(world, 0, "register", "bob");
        var sent = await JsonAsync(world, 0, "send", "bob", "hello", "--as", "alice", "--type", "delegate", "--task", "t-1", "--context", "c-1");
        var id = sent.GetProperty("id").GetString()!;

        var inbox = await JsonAsync(world, 0, "inbox", "--as", "bob", "--wait", "1s");
        var reply = await JsonAsync(world, 0, "reply", id, "done", "--as", "bob");
        var outbox = await JsonAsync(world, 0, "sent", "--as", "alice");

        Assert.Equal("orch.message/1", sent.GetProperty("schema").GetString());
        Assert.Equal("orch.inbox/1", inbox.GetProperty("schema").GetString());
        var message = inbox.GetProperty("messages")[0];
        foreach (var (field, value) in (ReadOnlySpan<(string, string)>)[("id", id), ("from", "alice"), ("to", "bob"), ("type", "delegate"), ("body", "hello"), ("media_type", "text/plain"), ("context_id", "c-1"), ("task_id", "t-1")])
        {
            Assert.Equal(value, message.GetProperty(field).GetString());
        }

        Assert.Equal(1, message.GetProperty("deliveries").GetInt32());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", message.GetProperty("sent_at").GetString());
        Assert.Equal((id, "alice", "result", "t-1"), (reply.GetProperty("reply_to").GetString(), reply.GetProperty("to").GetString(), reply.GetProperty("type").GetString(), reply.GetProperty("task_id").GetString()));
        Assert.Equal("acked", outbox.GetProperty("messages")[0].GetProperty("state").GetString());
        Assert.Empty((await JsonAsync(world, 0, "inbox", "--as", "bob")).GetProperty("messages").EnumerateArray());
        await RunAsync(world, 0, "ack", id, "--as", "bob");
        await RunAsync(world, 6, "ack", "msg_unknown", "--as", "bob");
        await RunAsync(world, 6, "send", "nobody", "hello", "--as", "alice");
        await RunAsync(world, 2, "send", "bob", "hello");
    }

    [Fact]
    public async Task A_task_goes_through_the_pool()
    {
        using var world = new CliWorld();
        await RunAsync(world, 0, "register", "bob", "--capability", "csharp");
        await JsonAsync(world, 0, "publish", "port it", "--id", "port", "--requires", "csharp", "--constraint", "lang=c#", "--priority", "3", "--max-attempts", "2");
        await JsonAsync(world, 0, "publish", "notes", "--id", "notes", "--after", "port", "--priority", "-1");

        await RunAsync(world, 6, "claim", "--as", "alice");
        var claimed = await JsonAsync(world, 0, "claim", "--as", "bob", "--lease", "10m");
        var token = claimed.GetProperty("token").GetInt64().ToString();
        await RunAsync(world, 7, "claim", "port", "--as", "bob");
        await RunAsync(world, 0, "renew", "port", "--token", token);
        await RunAsync(world, 7, "complete", "port", "--token", "1");
        var done = await JsonAsync(world, 0, "complete", "port", "--token", token, "--result", "ported");
        var tasks = await JsonAsync(world, 0, "tasks");
        var status = await JsonAsync(world, 0, "status");

        Assert.Equal(("orch.task/1", "leased", "bob", 1), (claimed.GetProperty("schema").GetString(), claimed.GetProperty("state").GetString(), claimed.GetProperty("owner").GetString(), claimed.GetProperty("attempt").GetInt32()));
        Assert.Equal("c#", claimed.GetProperty("constraints").GetProperty("lang").GetString());
        Assert.Equal(("done", "ported"), (done.GetProperty("state").GetString(), done.GetProperty("result").GetString()));
        Assert.Equal("orch.tasks/1", tasks.GetProperty("schema").GetString());
        Assert.Equal(["port", "notes"], tasks.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()));
        Assert.Equal("ready", tasks.GetProperty("tasks")[1].GetProperty("state").GetString());
        Assert.Equal(1, status.GetProperty("tasks").GetProperty("done").GetInt32());
        await RunAsync(world, 0, "cancel", "notes");
        await RunAsync(world, 6, "claim", "--as", "bob");
        await RunAsync(world, 6, "claim", "unknown", "--as", "bob");
        await RunAsync(world, 2, "publish", "x", "--constraint", "nonsense");
        await RunAsync(world, 2, "complete", "port");
    }

    [Theory]
    [InlineData("register", "../x")]
    [InlineData("heartbeat", "a/b")]
    [InlineData("send", "../../etc", "hello", "--as", "alice")]
    [InlineData("inbox", "--as", "ünïcode")]
    [InlineData("claim", "../x", "--as", "alice")]
    [InlineData("publish", "x", "--id", ".hidden")]
    [InlineData("ack", "../x", "--as", "alice")]
    [InlineData("cancel", "a\0b")]
    public async Task What_is_no_name_is_wrong_usage(params string[] arguments)
    {
        using var world = new CliWorld();
        await RunAsync(world, 2, arguments);
    }

    [Fact]
    public async Task An_agent_speaks_for_itself_alone()
    {
        using var world = new CliWorld();
        await RunAsync(world, 0, "register", "bob");
        world.Environment["ORCH_AGENT"] = "alice";

        await RunAsync(world, 0, "register");
        var sent = await JsonAsync(world, 0, "send", "bob", "hello");
        Assert.Equal("alice", sent.GetProperty("from").GetString());
        await RunAsync(world, 0, "inbox", "--as", "alice");
        await RunAsync(world, 7, "inbox", "--as", "bob");
        await RunAsync(world, 7, "register", "bob");
        await RunAsync(world, 7, "import", "somewhere");
    }

    [Fact]
    public async Task The_log_has_every_change_and_no_bodies()
    {
        using var world = new CliWorld();
        await RunAsync(world, 0, "register", "bob");
        await RunAsync(world, 0, "heartbeat", "bob");
        await RunAsync(world, 0, "send", "bob", "a body of mine", "--as", "alice");
        await RunAsync(world, 0, "inbox", "--as", "bob");
        await RunAsync(world, 0, "publish", "x", "--id", "x");
        await RunAsync(world, 0, "claim", "--as", "bob");

        using var state = world.OpenState();
        Assert.Equal(["registered", "message", "message", "task", "task"], state.Events.Read(0).Select(one => one.Kind));
        Assert.DoesNotContain(state.Events.Read(0), one => one.Data.GetRawText().Contains("a body of mine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secrets_of_the_environment_do_not_go_into_messages()
    {
        using var world = new CliWorld();
        world.Environment["MY_API_KEY"] = "correct-horse-battery-staple";
        await RunAsync(world, 0, "register", "bob");

        var sent = await JsonAsync(world, 0, "send", "bob", "it is correct-horse-battery-staple", "--as", "alice");

        Assert.Equal("it is [redacted MY_API_KEY]", sent.GetProperty("body").GetString());
    }

    private static async Task RunAsync(CliWorld world, int expected, params string[] arguments) => await OutputAsync(world, expected, arguments);

    private static async Task<JsonElement> JsonAsync(CliWorld world, int expected, params string[] arguments) =>
        JsonSerializer.Deserialize<JsonElement>(await OutputAsync(world, expected, [.. arguments, "--json"]));

    private static async Task<string> OutputAsync(CliWorld world, int expected, params string[] arguments)
    {
        var before = world.Output.Length;
        var code = await world.OrchAsync(["a2a", .. arguments]);
        Assert.True(code == expected, $"orch a2a {string.Join(' ', arguments)}: exit code {code}\n{world.Error}");
        return world.Output[before..];
    }
}
