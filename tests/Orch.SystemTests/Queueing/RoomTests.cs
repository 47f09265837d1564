using System.Text.Json;
using Orch.SystemTests.Configuration;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>Where the machine is short of what the user wants to keep free, nothing new starts, and the queue says so.</summary>
public sealed class RoomTests
{
    [Theory]
    [InlineData("free_disk", "900000TB", "on the disk of")]
    [InlineData("free_memory", "900TB", "of memory are free")]
    public async Task An_agent_waits_for_room_on_the_machine_and_says_so(string limit, string size, string where)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        await world.ConfigureUserAsync($"[limits]\n{limit} = \"{size}\"\n");
        Assert.Equal(0, (await world.OrchAsync("dispatcher", "create", "--name", "waits", "Add a file")).ExitCode);

        JsonElement queue = default;
        await Waiting.UntilAsync(
            async () => (queue = (await world.OrchJsonAsync(0, "status", "waits", "--json")).GetProperty("queue")).GetProperty("place").ValueKind == JsonValueKind.Null, "it is held");
        Assert.StartsWith("waits for room: ", queue.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains(where, queue.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains($"and limits.{limit} (", queue.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains($") keeps {size}", queue.GetProperty("reason").GetString(), StringComparison.Ordinal);

        // What it waits for holds up nobody else.
        await world.ConfigureUserAsync($"[limits]\n{limit} = \"0\"\n");
        world.Environment["MAX_CONCURRENT_AGENTS"] = "1";
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("run", "--name", "works", "Add a file")).ExitCode);
        Assert.Equal(["works"], gate.Begun);
        Assert.True((await world.OrchAsync("kill", "waits")).Succeeded);
        Assert.Equal("cancelled", (await world.OrchJsonAsync(0, "status", "waits", "--json")).GetProperty("state").GetString());
    }
}
