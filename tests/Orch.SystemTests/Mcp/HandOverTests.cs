using Orch.SystemTests.Support;

namespace Orch.SystemTests.Mcp;

/// <summary>Two agents of different vendors work together through the tools of orch.</summary>
public sealed class HandOverTests
{
    [Theory]
    [InlineData("claude", "codex")]
    [InlineData("codex", "claude")]
    public async Task They_exchange_messages_and_hand_over_a_task(string giver, string taker)
    {
        // What still lies in an inbox at the end of a turn is the next turn; it is answered with a word.
        await using var world = await World.CreateAsync(gemini: null, script: """[{"text":"Noted."}]""");
        string Give(string tool, string input) => AgentToolTests.Call(giver, tool, input);
        string Take(string tool, string input) => AgentToolTests.Call(taker, tool, input);

        // A wait is at most half a minute; what is not acknowledged is shown at once when it is asked for again.
        string[] waiting = [.. Enumerable.Repeat("""{"wait_seconds":30}""", 4)];
        string[] taking =
        [
            .. waiting.Select(input => Take("read_inbox", input)),
            Take("claim_task", """{"id":"job"}"""),
            """{"tool":"write","path":"job.txt","content":"done\n"}""",

            // The token of the first claim there is: a script cannot read it from the answer.
            Take("complete_task", """{"id":"job","token":16777217,"result":"it is in job.txt"}"""),
            Take("send_message", """{"to":"giver","type":"result","body":"the job is done"}"""),
            """{"text":"DONE"}""",
        ];
        string[] giving =
        [
            Give("publish_task", """{"id":"job","description":"write job.txt"}"""),
            Give("send_message", """{"to":"taker","type":"delegate","body":"please take the job","task_id":"job"}"""),
            .. waiting.Select(input => Give("read_inbox", input)),
            """{"text":"DONE"}""",
        ];
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", taker, "--name", "taker", World.Task("Do what the giver asks for", $"[{string.Join(',', taking)}]"));
        await Waiting.UntilAsync(async () => (await world.OrchAsync("a2a", "discover")).Output.Contains("taker", StringComparison.Ordinal), "the taker is known");

        var gave = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", giver, "--name", "giver", World.Task("Have the job done", $"[{string.Join(',', giving)}]"));
        await world.OrchAsync("wait", "taker");
        var took = await world.OrchJsonAsync(0, "status", "taker", "--json");
        var task = (await world.OrchJsonAsync(0, "a2a", "tasks", "--json")).GetProperty("tasks").EnumerateArray().Single();

        Assert.Equal("answered", gave.GetProperty("state").GetString());
        Assert.Equal("verified", took.GetProperty("state").GetString());
        Assert.Equal("done\n", await world.AtOriginAsync("orch/taker", "job.txt"));
        Assert.Equal(("job", "done", "taker", "it is in job.txt"), (task.GetProperty("id").GetString(), task.GetProperty("state").GetString(), task.GetProperty("owner").GetString(), task.GetProperty("result").GetString()));
        Assert.Contains("please take the job", await StreamAsync(world, "taker"));
        Assert.Contains("the job is done", await StreamAsync(world, "giver"));
    }

    private static Task<string> StreamAsync(World world, string agent) => File.ReadAllTextAsync(Path.Combine(world.State, "agents", agent, "attempt-1", "stream.jsonl"));
}
