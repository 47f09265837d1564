using System.Text.Json;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>Many starts in the same moment and in one repository. The line numbers are those of the ways in which the system before this one failed.</summary>
public sealed class ManyAtOnceTests
{
    [Fact]
    public async Task Line_8_the_same_task_started_twice_in_the_same_moment_gives_two_agents()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world).OpenAll();

        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.OrchAsync("dispatcher", "create", "Add a file")));

        Assert.All(started, one => Assert.True(one.Succeeded, one.Error));
        Assert.Equal(["add-file", "add-file-2", "add-file-3", "add-file-4"], await AllEndAsync(world, "verified"));
    }

    [Fact]
    public async Task One_request_key_in_the_same_moment_gives_the_same_agent()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world).OpenAll();

        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.OrchJsonAsync(0, "dispatcher", "create", "--json", "--request-key", "nightly", "Add a file")));

        // Which name it has is open: one that lost may have held the first when the one that won asked for it.
        var name = Assert.Single(started.SelectMany(Names).Distinct(StringComparer.Ordinal));
        Assert.All(started, list => Assert.Single(Names(list)));
        Assert.Equal([name], await AllEndAsync(world, "verified"));
    }

    [Fact]
    public async Task Fifty_started_in_the_same_moment_are_all_verified()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world).OpenAll();
        world.Environment["MAX_CONCURRENT_AGENTS"] = "100";
        var names = Enumerable.Range(0, 50).Select(n => $"agent-{n:00}").ToList();

        var started = await Task.WhenAll(names.Select(name => world.OrchAsync("dispatcher", "create", "--name", name, "Add a file")));

        Assert.All(started, one => Assert.True(one.Succeeded, one.Error));
        Assert.Equal(names, await AllEndAsync(world, "verified"));
        Assert.Equal(["main", .. names.Select(name => $"orch/{name}")], (await world.BranchesAtOriginAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("", (await world.GitAsync("fsck", "--no-dangling")).Trim());
    }

    [Fact]
    public async Task Line_13_where_nothing_can_be_started_the_exit_code_says_so_and_nothing_is_recorded()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world).OpenAll();

        Assert.Equal(6, (await world.OrchAsync("run", "--branch", "not-there", "Add a file")).ExitCode);
        world.Hide("tmux");
        Assert.Equal(5, (await world.OrchAsync("run", "Add a file")).ExitCode);
        world.Show("tmux");
        File.Delete(Path.Combine(world.Bin, "claude"));
        Assert.Equal(5, (await world.OrchAsync("run", "Add a file")).ExitCode);

        Assert.Empty((await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").EnumerateArray());
    }

    [Fact]
    public async Task Line_15_twelve_started_at_once_never_pass_the_limit_also_where_no_branch_is_main()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.GitAsync("branch", "-m", "trunk");
        await world.GitAsync("push", "-q", "-u", "origin", "trunk");
        await world.GitAsync("--git-dir", world.Origin, "symbolic-ref", "HEAD", "refs/heads/trunk");
        await world.GitAsync("push", "-q", "origin", "--delete", "main");
        var gate = GatedAgent.Play(world);
        gate.OpenAll();
        world.Environment["MAX_CONCURRENT_AGENTS"] = "3";
        var names = Enumerable.Range(0, 12).Select(n => $"agent-{n:00}").ToList();

        var started = await Task.WhenAll(names.Select(name => world.OrchAsync("dispatcher", "create", "--name", name, "Add a file")));

        Assert.All(started, one => Assert.True(one.Succeeded, one.Error));
        Assert.Equal(names, await AllEndAsync(world, "verified"));
        Assert.True(gate.Count is { Most: <= 3, All: 12 }, $"{gate.Count}");
        Assert.InRange(MostAtWork(world), 1, 3);
    }

    [Fact]
    public async Task Twenty_kills_in_the_middle_lose_nothing()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        Write(world);
        world.Environment["MAX_CONCURRENT_AGENTS"] = "100";
        var names = Enumerable.Range(0, 25).Select(n => $"agent-{n:00}").ToList();
        await Task.WhenAll(names.Select(name => world.OrchAsync("dispatcher", "create", "--name", name, "Add a file")));
        foreach (var name in names)
        {
            await Waiting.UntilAsync(() => File.Exists($"{world.Repository}.orch/{name}/{name}.work"), $"{name} has written something");
        }


        // Half of them through orch alone, half with their supervisor dead before that; in one call and in calls of their own.
        foreach (var name in names.Take(10))
        {
            _ = NativeMethods.Kill(Supervisor(world, name), NativeMethods.SigKill);
        }

        var kills = await Task.WhenAll([world.OrchAsync(["kill", .. names.Take(5)]), .. names.Take(20).Skip(5).Select(name => world.OrchAsync("kill", name))]);
        Assert.All(kills, one => Assert.True(one.Succeeded, one.Error));
        gate.OpenAll();
        await world.OrchAsync(["wait", .. names]);

        foreach (var name in names.Take(20))
        {
            Assert.Equal("cancelled", (await world.OrchJsonAsync(0, "status", name, "--json")).GetProperty("state").GetString());
            Assert.Equal(name, await world.GitAsync("show", $"refs/orch/rescue/{name}/1:{name}.work"));
            Assert.Equal($"{name}\n", await File.ReadAllTextAsync($"{world.Repository}.orch/{name}/{name}.work"));
        }

        foreach (var name in names.Skip(20))
        {
            Assert.Equal("verified", (await world.OrchJsonAsync(0, "status", name, "--json")).GetProperty("state").GetString());
            Assert.Equal($"{name}\n", await world.AtOriginAsync($"orch/{name}", $"{name}.work"));
        }
    }

    // Writes before it waits at the gate, and commits after it.
    private static void Write(World world) => world.Stub("claude", """
        cat > /dev/null
        echo "$ORCH_AGENT" > "$ORCH_AGENT.work"
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        until [ -e "$GATE/all-open" ]; do sleep 0.05; done
        git add -A > /dev/null && git commit -q -m "Add $ORCH_AGENT" > /dev/null
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
        """);

    private static async Task<IReadOnlyList<string>> AllEndAsync(World world, string state)
    {
        var names = Names(await world.OrchJsonAsync(0, "list", "--all", "--json"));
        Assert.Equal(0, (await world.OrchAsync(["wait", .. names])).ExitCode);
        var ended = await world.OrchJsonAsync(0, "list", "--all", "--json");
        Assert.All(ended.GetProperty("agents").EnumerateArray(), agent => Assert.Equal(state, agent.GetProperty("state").GetString()));
        return Names(ended);
    }

    private static List<string> Names(JsonElement list) => [.. list.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    private static int MostAtWork(World world)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        var (working, most) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var one in state.Events.Read(0).Where(one => one.Kind == EventKinds.State))
        {
            _ = one.Data.GetProperty("state").GetString() is "preparing" or "running" or "validating" or "delivering" ? working.Add(one.Agent!) : working.Remove(one.Agent!);
            most = Math.Max(most, working.Count);
        }

        return most;
    }

    private static int Supervisor(World world, string name)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        return state.Agents.Get(name).Supervisor!.Pid;
    }
}
