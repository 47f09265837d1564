using Orch.SystemTests.Support;

namespace Orch.SystemTests.Coordination;

/// <summary>What agents that Orch runs are told by others, and how those that asked for them hear of their end.</summary>
public sealed class MailOfAgentsTests
{
    private const string Turns = """
        echo "$ORCH_AGENT" > "$PWD/../who"
        cat > "$PWD/../prompt-$$"
        case "$*" in
          *--resume=s-1*) echo second > second.txt ;;
          *) touch ../started; until [ -e ../go ]; do sleep 0.05; done; echo first > first.txt ;;
        esac
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
        """;

    [Fact]
    public async Task Mail_is_the_next_turn_of_an_agent_at_work_and_is_acknowledged_then()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("claude", Turns);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "busy", "Add the files");
        var place = Path.Combine(world.Root, "app.orch");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(place, "started")), "the agent is at work");

        var discovered = await world.OrchJsonAsync(0, "a2a", "discover", "--json");
        var sent = await world.OrchJsonAsync(0, "a2a", "send", "busy", "a second \"one\"\n$(touch pwned)", "--as", "alice", "--json");
        await File.WriteAllTextAsync(Path.Combine(place, "go"), "");
        await world.OrchAsync("wait", "busy");

        Assert.Equal("busy", discovered.GetProperty("agents")[0].GetProperty("name").GetString());
        Assert.Equal("claude", discovered.GetProperty("agents")[0].GetProperty("type").GetString());
        Assert.Equal("second\n", await world.AtOriginAsync("orch/busy", "second.txt"));
        var prompt = Assert.Single(Directory.EnumerateFiles(place, "prompt-*").Select(File.ReadAllText), text => text.Contains(sent.GetProperty("id").GetString()!, StringComparison.Ordinal));
        Assert.Contains("message from the agent alice", prompt);
        var outbox = await world.OrchJsonAsync(0, "a2a", "sent", "--as", "alice", "--json");
        Assert.Equal("acked", outbox.GetProperty("messages")[0].GetProperty("state").GetString());
        Assert.Empty((await world.OrchJsonAsync(0, "a2a", "discover", "--json")).GetProperty("agents").EnumerateArray());
    }

    [Fact]
    public async Task A_message_of_200_MB_is_refused_with_the_limit_and_not_read()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await world.OrchAsync("a2a", "register", "bob");

        var huge = await world.RunAsync("sh", ["-c", "head -c 200000000 /dev/zero | tr '\\0' x | \"$0\" a2a send bob - --as alice", OrchBinary.Path]);
        var whole = await world.RunAsync("sh", ["-c", "head -c 1048576 /dev/zero | tr '\\0' x | \"$0\" a2a send bob - --as alice", OrchBinary.Path]);

        Assert.Equal(2, huge.ExitCode);
        Assert.Contains("1 MiB", huge.Error);
        Assert.True(whole.Succeeded, whole.Error);
    }
}
