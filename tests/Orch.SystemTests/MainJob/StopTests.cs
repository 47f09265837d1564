using System.Globalization;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>Agents that hang, followers that die, users that kill: nothing is lost and nothing is left behind.</summary>
public sealed class StopTests
{
    // Plays a CLI that no real agent would be: it ignores SIGTERM, and its child has left its session and its environment.
    private const string Stubborn = """
        trap '' TERM HUP INT
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        echo work > half-done.txt
        (setsid env -i sh -c 'trap "" TERM HUP; echo $$ > "$0"; while :; do sleep 1; done' "$PWD/../child.pid" &)
        while :; do sleep 1; done
        """;

    [Fact]
    public async Task A_cli_that_ignores_SIGTERM_is_ended_at_its_timeout_with_its_double_forked_child()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("claude", Stubborn);

        var agent = await world.OrchJsonAsync(1, "run", "--json", "--agent-cli", "claude", "--name", "stuck", "--timeout", "3s", "Hang for ever");

        Assert.Equal("timeout", agent.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Null(ProcessIdentity.Of(await ChildAsync(world)));
        Assert.Equal("work\n", await File.ReadAllTextAsync(Path.Combine(agent.GetProperty("workspace").GetString()!, "half-done.txt")));
    }

    [Fact]
    public async Task A_silent_cli_is_ended_at_its_idle_timeout()
    {
        await using var world = await World.CreateAsync(claude: "hang", codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(1, "run", "--json", "--agent-cli", "claude", "--idle-timeout", "3s", "Wait for an answer that never comes");

        Assert.Equal("idle_timeout", agent.GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Kill_ends_the_agent_with_everything_it_started_and_keeps_its_work()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("claude", Stubborn);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "victim", "Hang for ever");
        await WaitForAsync(Path.Combine(world.Root, "app.orch", "child.pid"));
        var child = await ChildAsync(world);

        var killed = await world.OrchAsync("kill", "victim");

        Assert.True(killed.Succeeded, killed.Error);
        var agent = await world.OrchJsonAsync(0, "status", "victim", "--json");
        Assert.Equal("cancelled", agent.GetProperty("state").GetString());
        Assert.Null(ProcessIdentity.Of(child));
        Assert.Equal("work\n", await File.ReadAllTextAsync(Path.Combine(agent.GetProperty("workspace").GetString()!, "half-done.txt")));
        Assert.Equal("work\n", await world.GitAsync("show", "refs/orch/rescue/victim/1:half-done.txt") + "\n");
    }

    [Fact]
    public async Task Killing_an_agent_whose_supervisor_was_killed_saves_its_work_too()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("claude", Stubborn);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "orphan", "Hang for ever");
        await WaitForAsync(Path.Combine(world.Root, "app.orch", "child.pid"));
        var child = await ChildAsync(world);
        var supervisor = Assert.Single(ProcessTable.All(), one =>
            ProcessTable.HasEnvironment(one.Pid, "ORCH_HOME", world.State) && !ProcessTable.HasEnvironment(one.Pid, "ORCH_AGENT", "orphan"));
        _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigKill);
        await WaitUntilAsync(() => ProcessIdentity.Of(supervisor.Pid) is null);
        var lost = await world.OrchJsonAsync(0, "status", "orphan", "--json");
        Assert.Equal("lost", lost.GetProperty("state").GetString());

        var killed = await world.OrchAsync("kill", "orphan");

        Assert.True(killed.Succeeded, killed.Error);
        Assert.Equal("cancelled", (await world.OrchJsonAsync(0, "status", "orphan", "--json")).GetProperty("state").GetString());
        Assert.Equal("work", await world.GitAsync("show", "refs/orch/rescue/orphan/1:half-done.txt"));
        _ = NativeMethods.Kill(child, NativeMethods.SigKill);
    }

    [Fact]
    public async Task Killing_a_name_does_not_touch_a_longer_one()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("claude", Stubborn);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "foobar", "Hang for ever");

        var killed = await world.OrchAsync("kill", "foo");

        Assert.Equal(6, killed.ExitCode);
        Assert.Contains("foobar", killed.Error);
        var agent = await world.OrchJsonAsync(0, "status", "foobar", "--json");
        Assert.Contains(agent.GetProperty("state").GetString(), (string[])["preparing", "running"]);
        await world.OrchAsync("kill", "foobar");
    }

    [Fact]
    public async Task Killing_the_follower_changes_nothing_for_the_agent()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var follower = world.RunAsync(
            "sh",
            [
                "-c", "\"$0\" run --agent-cli claude --name goes-on \"$1\" & echo $! > \"$2\"; wait", OrchBinary.Path,
                World.Task("Add hello.txt", """[{"tool":"shell","command":"sleep 2"},{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]"""),
                Path.Combine(world.Root, "follower.pid"),
            ]);
        await WaitForAsync(Path.Combine(world.Root, "app.orch", "goes-on", "README.md"));
        await world.RunAsync("sh", ["-c", "kill -9 $(cat \"$0\")", Path.Combine(world.Root, "follower.pid")]);
        await follower;

        var ended = await world.OrchAsync("wait", "goes-on");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/goes-on", "hello.txt"));
    }

    [Fact]
    public async Task An_ended_agent_leaves_no_process_and_no_session()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", World.Task("Say hello", """[{"text":"hello"}]"""));

        await WaitUntilAsync(() => new Leftovers("ORCH_AGENT_ID", agent.GetProperty("id").GetString()!, TimeProvider.System).Find().Count == 0);
        var sessions = await world.RunAsync("sh", ["-c", "for s in \"$TMUX_TMPDIR\"/tmux-*/*; do tmux -S \"$s\" list-sessions 2>/dev/null; done; true"]);
        Assert.DoesNotContain(agent.GetProperty("name").GetString()!, sessions.Output);
    }

    private static async Task<int> ChildAsync(World world) =>
        int.Parse(await File.ReadAllTextAsync(Path.Combine(world.Root, "app.orch", "child.pid")), CultureInfo.InvariantCulture);

    private static Task WaitForAsync(string file) => WaitUntilAsync(() => File.Exists(file) && new FileInfo(file).Length > 0);

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
