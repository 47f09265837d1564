using System.Text.Json;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Configuration;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>At most so many agents are at work as the user allows; the others wait in order, and a slot that nobody alive holds is free.</summary>
public sealed class SlotTests
{
    [Fact]
    public async Task Agents_above_the_limit_wait_in_order_and_say_where()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        world.Environment["MAX_CONCURRENT_AGENTS"] = "1";
        foreach (var name in (string[])["one", "two", "three"])
        {
            Assert.True((await world.OrchAsync("dispatcher", "create", "--name", name, "Add a file")).Succeeded);
        }

        await Waiting.UntilAsync(() => gate.AtWork.Contains("one"), "the first is at work");
        var three = await StatusAsync(world, "three");
        Assert.Equal("queued", three.GetProperty("state").GetString());
        Assert.Equal(2, three.GetProperty("queue").GetProperty("place").GetInt32());
        Assert.Equal("2nd in the queue: 1 of 1 agents is at work", three.GetProperty("queue").GetProperty("reason").GetString());
        Assert.Equal(JsonValueKind.Null, (await StatusAsync(world, "one")).GetProperty("queue").ValueKind);
        Assert.Contains("2nd in the queue", (await world.OrchAsync("status", "three")).Output, StringComparison.Ordinal);
        Assert.Contains("2nd in the queue: 1 of 1", (await world.OrchAsync("list")).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"{world.Repository}.orch/three"));

        gate.Open("one");
        await Waiting.UntilAsync(() => gate.AtWork.Contains("two"), "the second is at work");
        Assert.Equal(["two"], gate.AtWork);
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "one", "two", "three")).ExitCode);
        Assert.Equal(["one", "two", "three"], gate.Begun);
        Assert.Equal((1, 3), gate.Count);
        Assert.Contains("1st in the queue", (await world.OrchAsync("events", "three")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slot_of_a_dead_supervisor_is_free()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        world.Environment["MAX_CONCURRENT_AGENTS"] = "1";
        await world.OrchAsync("dispatcher", "create", "--name", "dies", "Add a file");
        await world.OrchAsync("dispatcher", "create", "--name", "waits", "Add a file");
        await Waiting.UntilAsync(() => gate.AtWork.Contains("dies"), "it is at work");

        _ = NativeMethods.Kill(Supervisor(world, "dies"), NativeMethods.SigKill);

        await Waiting.UntilAsync(() => gate.AtWork.Contains("waits"), "the other has its slot");
        Assert.Equal("lost", (await StatusAsync(world, "dies")).GetProperty("state").GetString());
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "waits")).ExitCode);
    }

    [Fact]
    public async Task Killed_in_the_queue_an_agent_ends_at_once_and_nothing_was_made()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        world.Environment["MAX_CONCURRENT_AGENTS"] = "1";
        await world.OrchAsync("dispatcher", "create", "--name", "works", "Add a file");
        await world.OrchAsync("dispatcher", "create", "--name", "waits", "Add a file");
        await Waiting.UntilAsync(() => gate.AtWork.Contains("works"), "the first is at work");

        Assert.True((await world.OrchAsync("kill", "waits")).Succeeded);

        Assert.Equal("cancelled", (await StatusAsync(world, "waits")).GetProperty("state").GetString());
        Assert.False(Directory.Exists($"{world.Repository}.orch/waits"));
        Assert.DoesNotContain("orch/waits", await world.GitAsync("branch", "--all"), StringComparison.Ordinal);
        Assert.Equal(["works"], gate.AtWork);
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "works")).ExitCode);
    }

    [Fact]
    public async Task An_agent_that_needs_a_human_holds_no_slot_and_queues_again_when_it_is_answered()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        world.Environment["MAX_CONCURRENT_AGENTS"] = "1";
        world.Stub("asks", "cat > /dev/null; [ -e \"$GATE/asked\" ] && { echo done; exit 0; }; touch \"$GATE/asked\"; echo 'NEEDS DECISION: red or blue?'");
        await world.ConfigureUserAsync("[agents.asks]\ncommand = [\"asks\"]\n");
        Assert.Equal(4, (await world.OrchAsync("run", "--agent-cli", "asks", "--name", "asker", "Choose a colour")).ExitCode);
        await world.OrchAsync("dispatcher", "create", "--agent-cli", "claude", "--name", "works", "Add a file");
        await Waiting.UntilAsync(() => gate.AtWork.Contains("works"), "its slot was free");

        Assert.True((await world.OrchAsync("send", "asker", "blue")).Succeeded);

        var asker = await StatusAsync(world, "asker");
        Assert.Equal("queued", asker.GetProperty("state").GetString());
        Assert.Equal("1st in the queue: 1 of 1 agents is at work", asker.GetProperty("queue").GetProperty("reason").GetString());
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "asker", "works")).ExitCode);
    }

    private static Task<JsonElement> StatusAsync(World world, string name) => world.OrchJsonAsync(0, "status", name, "--json");

    private static int Supervisor(World world, string name)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        return state.Agents.Get(name).Supervisor!.Pid;
    }
}
