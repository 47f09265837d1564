using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>cursor-agent cannot be installed from a registry: a stub plays its documented stream and checks how it is called.</summary>
public sealed class CursorTests
{
    private const string Documented = """
        # stands in for cursor-agent
        for last; do :; done
        case "$*" in *"-p --output-format stream-json"*) ;; *) echo "unexpected arguments: $*" >&2; exit 1 ;; esac
        case "$last" in *"Add hello.txt"*) echo "the task came as an argument" >&2; exit 1 ;; esac
        file=$(printf '%s' "$last" | grep -o '/[^ ]*prompt.md')
        grep -q 'Add hello.txt' "$file" || { echo "no prompt in $file" >&2; exit 1; }
        echo '{"type":"system","subtype":"init","apiKeySource":"login","cwd":"/w","session_id":"c-1","model":"Composer","permissionMode":"default"}'
        echo hello > hello.txt
        echo '{"type":"tool_call","subtype":"started","call_id":"t1","tool_call":{"writeToolCall":{"args":{"path":"hello.txt"}}},"session_id":"c-1"}'
        echo '{"type":"tool_call","subtype":"completed","call_id":"t1","tool_call":{"writeToolCall":{"args":{"path":"hello.txt"},"result":{"success":{}}}},"session_id":"c-1"}'
        echo '{"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"DONE"}]},"session_id":"c-1"}'
        """;

    private const string Result = """
        echo '{"type":"result","subtype":"success","is_error":false,"duration_ms":10,"duration_api_ms":5,"result":"DONE","session_id":"c-1","request_id":"r-1"}'
        """;

    [Theory]
    [InlineData("cursor-agent")]
    [InlineData("agent")]
    public async Task Its_documented_stream_takes_a_task_to_verified(string program)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub(program, Documented + "\n" + Result);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "cursor", "--name", "hello", "Add hello.txt");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("c-1", agent.GetProperty("attempts")[0].GetProperty("session_id").GetString());
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/hello", "hello.txt"));
    }

    [Fact]
    public async Task Without_a_result_event_it_has_failed_whatever_it_said_and_whatever_its_exit_code()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("cursor-agent", Documented);

        var agent = await world.OrchJsonAsync(1, "run", "--json", "--agent-cli", "cursor", "Add hello.txt");

        Assert.Equal("failed", agent.GetProperty("state").GetString());
    }
}
