using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Mcp;

/// <summary>An agent has work done by another one, which is proved and delivered like any other.</summary>
public sealed class SubAgentTests
{
    // The child's result comes into the parent's inbox, and what lies there at the end of a turn is the next turn.
    private const string Noted = """[{"text":"Noted."}]""";

    private const string Write = """[{"tool":"write","path":"child.txt","content":"child\n"},{"text":"The child is DONE"}]""";

    [Theory]
    [InlineData("claude", "codex")]
    [InlineData("codex", "claude")]
    public async Task An_agent_starts_another_one_and_reads_its_result(string parent, string child)
    {
        await using var world = await World.CreateAsync(script: Noted);
        var start = AgentToolTests.Call(parent, "start_agent", Input(("task", World.Task("Add the child's file", Write)), ("agent_cli", child), ("name", "child")));
        var read = AgentToolTests.Call(parent, "agent_result", """{"name":"child","wait_seconds":30}""");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", parent, "--name", "parent", World.Task("Have it done", $$"""[{{start}},{{read}},{"text":"DONE"}]"""));
        var waited = await world.OrchAsync("wait", "child");
        var made = await world.OrchJsonAsync(0, "status", "child", "--json");

        Assert.True(waited.Succeeded, waited.Error);
        Assert.Equal("answered", agent.GetProperty("state").GetString());
        Assert.Equal("verified", made.GetProperty("state").GetString());
        Assert.Equal("parent", made.GetProperty("requested_by").GetString());
        Assert.Equal(child, made.GetProperty("cli").GetString());
        Assert.Equal(agent.GetProperty("context_id").GetString(), made.GetProperty("context_id").GetString());
        Assert.Equal("child\n", await world.AtOriginAsync("orch/child", "child.txt"));
        Assert.Contains("The child is DONE", await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "parent", "attempt-1", "stream.jsonl")));
    }

    [Fact]
    public async Task One_that_starts_from_the_callers_commit_sees_its_work_and_harms_nobodys_scope()
    {
        await using var world = await World.CreateAsync(gemini: null, script: Noted);
        var start = AgentToolTests.Call("claude", "start_agent", Input(
            ("task", World.Task("Say that all is well", """[{"tool":"shell","command":"test -f parent.txt && echo seen > /dev/null"},{"text":"DONE"}]""")), ("agent_cli", "codex"), ("name", "child"), ("base", "mine")));
        var read = AgentToolTests.Call("claude", "agent_result", """{"name":"child","wait_seconds":30}""");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "parent", World.Task(
            "Do it", $$"""[{"tool":"shell","command":"echo parent > parent.txt && git add -A && git commit -qm 'Add the file'"},{{start}},{{read}},{"text":"DONE"}]"""));
        await world.OrchAsync("wait", "child");
        var child = await world.OrchJsonAsync(0, "status", "child", "--json");

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("answered", child.GetProperty("state").GetString());
        Assert.Equal(agent.GetProperty("head_sha").GetString(), child.GetProperty("base_sha").GetString());
    }

    [Fact]
    public async Task An_agent_chooses_no_paths_and_no_options_by_its_words()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null, script: Noted);
        var start = AgentToolTests.Call("claude", "start_agent", Input(("task", World.Task($"--workspace-root {world.Root}/elsewhere Add the child's file", Write)), ("name", "child")));
        var evil = AgentToolTests.Call("claude", "start_agent", Input(("task", "Do it"), ("validate", "touch /tmp/pwned")));

        await world.OrchAsync("run", "--agent-cli", "claude", "--name", "parent", World.Task("Have it done", $$"""[{{start}},{{evil}},{"text":"DONE"}]"""));
        await world.OrchAsync("wait", "child");
        var list = await world.OrchJsonAsync(0, "list", "--all", "--json");

        Assert.Equal(["child", "parent"], list.GetProperty("agents").EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(world.Root, "elsewhere")));
        Assert.Contains("usage: start_agent takes no 'validate'", await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "parent", "attempt-1", "stream.jsonl")));
    }

    private static string Input(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var input = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            // The angle brackets of the child's own script must not end that of its parent.
            input[name] = value;
        }

        return JsonSerializer.Serialize(input);
    }
}
