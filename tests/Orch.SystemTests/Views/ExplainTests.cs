using System.Text.Json;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed class ExplainTests
{
    [Fact]
    public async Task An_agent_at_work_is_believed_for_its_supervisor()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "busy", World.Task("Work", """[{"tool":"shell","command":"touch new; sleep 60"}]"""));
        await Waiting.UntilAsync(async () => (await world.OrchAsync("events", "busy", "--json")).Output.Contains("\"what\":\"tool\"", StringComparison.Ordinal), "it works");
        var workspace = await world.OrchAsync("open", "busy");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(workspace.Output.Trim(), "new")), "the file is there");

        var explained = await world.OrchJsonAsync(0, "explain", "--json", "busy");

        Assert.Equal("orch.explain/1", explained.GetProperty("schema").GetString());
        Assert.Equal("running", explained.GetProperty("state").GetString());
        Assert.Equal("certain", explained.GetProperty("sure").GetString());
        Assert.Contains("alive", Line(explained, "supervisor"));
        Assert.Contains("tmux shows busy", Line(explained, "session"));
        Assert.Contains("begun and without an outcome: attempt", Line(explained, "journal"));
        Assert.Contains("1 file uncommitted", Line(explained, "workspace"));
        await world.OrchAsync("kill", "busy");
    }

    [Fact]
    public async Task An_agent_whose_supervisor_was_killed_is_lost_and_says_why()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "gone", World.Task("Work", """[{"tool":"shell","command":"sleep 60"}]"""));
        await Waiting.UntilAsync(async () => (await world.OrchAsync("events", "gone", "--json")).Output.Contains("\"what\":\"tool\"", StringComparison.Ordinal), "it works");
        using (var state = Crowd.Open(world))
        {
            var supervisor = state.Agents.Get("gone").Supervisor!;
            _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigKill);
            await Waiting.UntilAsync(() => !supervisor.IsAlive(), "the supervisor is gone");
        }

        var explained = await world.OrchJsonAsync(0, "explain", "--json", "gone");
        var text = await world.OrchAsync("explain", "gone");

        Assert.Equal("lost", explained.GetProperty("state").GetString());
        Assert.Equal("running", explained.GetProperty("recorded_state").GetString());
        Assert.Contains("gone", Line(explained, "supervisor"));
        Assert.StartsWith("gone: lost\n  the record says running, but its supervisor is gone and no end was recorded\n", text.Output, StringComparison.Ordinal);
        await world.OrchAsync("kill", "gone");
    }

    private static string Line(JsonElement explained, string what) =>
        explained.GetProperty("evidence").EnumerateArray().First(line => line.GetProperty("what").GetString() == what).GetProperty("text").GetString()!;
}
