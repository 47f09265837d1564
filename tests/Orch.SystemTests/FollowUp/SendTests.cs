using Orch.SystemTests.Support;

namespace Orch.SystemTests.FollowUp;

/// <summary>What is said to an agent becomes its next turn in the same vendor session, and what is reported about it was seen.</summary>
public sealed class SendTests
{
    private const string Ask = """
        [{"text":"I looked at both.\nNEEDS DECISION: PostgreSQL or SQLite?"}]
        """;

    private const string WriteIt = """[{"tool":"write","path":"db.txt","content":"sqlite\n"},{"text":"DONE"}]""";

    private const string WorkOne = """
        [{"tool":"write","path":"one.txt","content":"one\n"},{"text":"DONE"}]
        """;

    private const string WorkTwo = """[{"tool":"write","path":"two.txt","content":"two\n"},{"text":"DONE again"}]""";

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public async Task An_answer_lets_the_agent_go_on_in_its_session(string cli)
    {
        await using var world = await World.CreateAsync();
        await world.OrchJsonAsync(4, "run", "--json", "--agent-cli", cli, "--name", "asks", World.Task("Choose a database", Ask));

        var sent = await world.OrchJsonAsync(0, "send", "asks", "--wait", "--json", World.Task("SQLite, please", WriteIt));
        var waited = await world.OrchAsync("wait", "asks");
        var agent = await world.OrchJsonAsync(0, "status", "asks", "--json");

        Assert.Equal("delivered", sent.GetProperty("state").GetString());
        Assert.True(waited.Succeeded, waited.Error);
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, agent.GetProperty("needs").ValueKind);
        Assert.Equal("sqlite\n", await world.AtOriginAsync("orch/asks", "db.txt"));
        var sessions = agent.GetProperty("attempts").EnumerateArray().Select(one => one.GetProperty("session_id").GetString()).ToList();
        Assert.Equal(2, sessions.Count);
        Assert.Equal(sessions[0], sessions[1]);
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    public async Task A_message_to_an_ended_agent_starts_a_follow_up_in_its_workspace_and_session(string cli)
    {
        await using var world = await World.CreateAsync();
        var before = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", cli, "--name", "work", World.Task("Add files", WorkOne));

        var sent = await world.OrchJsonAsync(0, "send", "work", "--wait", "--json", "Add", "the", "second", World.Task("too", WorkTwo));
        await world.OrchAsync("wait", "work-2");
        var agent = await world.OrchJsonAsync(0, "status", "work-2", "--json");

        Assert.Equal("work-2", sent.GetProperty("name").GetString());
        Assert.Equal("delivered", sent.GetProperty("state").GetString());
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("work", agent.GetProperty("follows").GetString());
        Assert.Equal(before.GetProperty("workspace").GetString(), agent.GetProperty("workspace").GetString());
        Assert.Equal(before.GetProperty("context_id").GetString(), agent.GetProperty("context_id").GetString());
        Assert.Equal(
            before.GetProperty("attempts")[0].GetProperty("session_id").GetString(), agent.GetProperty("attempts")[0].GetProperty("session_id").GetString());
        Assert.Equal("one\n", await world.AtOriginAsync("orch/work", "one.txt"));
        Assert.Equal("two\n", await world.AtOriginAsync("orch/work", "two.txt"));
    }

    [Fact]
    public async Task A_second_follow_up_of_the_same_agent_is_refused()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--name", "work", World.Task("Add files", WorkOne));
        await world.OrchJsonAsync(0, "send", "work", "--json", "More");

        var second = await world.OrchAsync("send", "work", "Even more");

        Assert.Equal(7, second.ExitCode);
        Assert.Contains("work-2", second.Error);
        await world.OrchAsync("wait", "work-2");
    }

    [Fact]
    public async Task A_message_to_an_agent_at_work_is_its_next_turn()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub(
            "claude",
            """
            cat > "$PWD/../prompt-$$"
            case "$*" in
              *--resume=s-1*) echo second > second.txt ;;
              *) touch ../started; until [ -e ../go ]; do sleep 0.05; done; echo first > first.txt ;;
            esac
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "busy", "Add the files");
        var place = Path.Combine(world.Root, "app.orch");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(place, "started")), "the agent is at work");

        var queued = await world.OrchJsonAsync(0, "send", "busy", "--json", "And a \"second\" one:\n$(touch pwned) ünïcode");
        await File.WriteAllTextAsync(Path.Combine(place, "go"), "");
        await world.OrchAsync("wait", "busy");
        var agent = await world.OrchJsonAsync(0, "status", "busy", "--json");

        Assert.Equal("queued", queued.GetProperty("state").GetString());
        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("second\n", await world.AtOriginAsync("orch/busy", "second.txt"));
        Assert.Contains(Directory.EnumerateFiles(place, "prompt-*"), file => File.ReadAllText(file).StartsWith("And a \"second\" one:\n$(touch pwned) ünïcode", StringComparison.Ordinal));
        var events = await world.OrchAsync("events", "busy", "--json");
        Assert.Contains("\"delivered\"", events.Output);
    }

    [Fact]
    public async Task A_message_comes_from_standard_input_too_and_an_empty_one_is_refused()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(4, "run", "--json", "--name", "asks", World.Task("Choose a database", Ask));

        await File.WriteAllTextAsync(Path.Combine(world.Root, "answer.md"), World.Task("SQLite\nplease", WriteIt));
        var empty = await world.RunAsync("sh", ["-c", "printf '' | \"$0\" send asks -", OrchBinary.Path]);
        var piped = await world.RunAsync("sh", ["-c", "\"$0\" send asks --wait < ../answer.md", OrchBinary.Path]);

        Assert.Equal(2, empty.ExitCode);
        Assert.True(piped.Succeeded, piped.Error);
        await world.OrchAsync("wait", "asks");
        Assert.Equal("verified", (await world.OrchJsonAsync(0, "status", "asks", "--json")).GetProperty("state").GetString());
    }


    [Fact]
    public async Task An_unknown_name_is_said_to_be_unknown()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        Assert.Equal(6, (await world.OrchAsync("send", "nobody", "hello")).ExitCode);
    }
}
