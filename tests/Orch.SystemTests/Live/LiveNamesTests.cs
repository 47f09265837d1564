using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Live;

/// <summary>Names are exact, and what ends is gone whatever it does. The programs here are stubs: no real CLI behaves so.</summary>
public sealed class LiveNamesTests
{
    [Fact]
    public async Task Wrong_orders_start_nothing()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        await RefusedAsync(world, 2, "there is no directory", "--dir", "no/such");
        await RefusedAsync(world, 2, "is no name for a session", "--name", "Two words");
        await RefusedAsync(world, 2, "unknown agent CLI 'cloude': did you mean claude?", "--cli", "cloude");
        await RefusedAsync(world, 2, "no interactive session of cursor", "--cli", "cursor");
        await RefusedAsync(world, 5, "codex is not installed", "--cli", "codex");
        Assert.Equal(6, (await world.OrchAsync("kill", "nobody")).ExitCode);
        Assert.Equal(6, (await world.OrchAsync("send", "nobody", "hello")).ExitCode);
        Assert.Equal(6, (await world.OrchAsync("attach", "nobody")).ExitCode);
        Assert.Empty(await world.SessionsAsync());
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_no_session_and_its_words_are_told()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Stub("claude", "echo 'cannot reach the vendor'; exit 3");

        var result = await world.OrchAsync("live", "--detached");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("claude ended before it was ready; it said: cannot reach the vendor", result.Error);
        Assert.Empty(await world.SessionsAsync());
    }

    [Fact]
    public async Task A_name_is_one_for_agents_and_sessions()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "past", World.Task("Say it", """[{"text":"Said."}]"""));
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "present", World.Task("Say it", """[{"tool":"shell","command":"sleep 60"},{"text":"Said."}]"""));
        await Waiting.UntilAsync(() => world.Model.Calls.Any(call => call.PromptText.Contains("sleep 60", StringComparison.Ordinal)), "the agent is at work");
        world.PlayClaude("exec cat");

        await RefusedAsync(world, 7, "present is that of an agent that has not ended", "--name", "present");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "past")).Succeeded);
        await RefusedAsync(world, 7, "past", "--name", "past");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "future")).Succeeded);
        var agent = await world.OrchAsync("run", "--agent-cli", "claude", "--name", "future", "Say it too");
        Assert.Equal(7, agent.ExitCode);
        Assert.Contains("future is taken", agent.Error);

        var all = await world.OrchAsync("kill", "--all");
        Assert.True(all.Succeeded, all.Error);
        Assert.Contains("present is stopped", all.Error);
        Assert.Contains("the live session past is ended", all.Error);
        Assert.Contains("the live session future is ended", all.Error);
        Assert.Empty(await world.SessionsAsync());
    }

    [Fact]
    public async Task Ending_one_never_touches_another_whose_name_begins_so()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("exec cat");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "foobar")).Succeeded);

        Assert.Equal(6, (await world.OrchAsync("kill", "foo")).ExitCode);
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "foo")).Succeeded);
        Assert.Equal(0, (await world.OrchAsync("kill", "foo")).ExitCode);

        Assert.Equal("foobar", Assert.Single(await world.SessionsAsync()).GetProperty("name").GetString());
        Assert.Equal("idle", await world.StateOfAsync("foobar"));
    }

    [Fact]
    public async Task A_program_that_will_not_go_is_ended_with_what_it_hid()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("""
            trap '' TERM HUP INT
            setsid sh -c "trap '' TERM HUP; sleep 300" &
            env -i sleep 300 &
            env -i setsid sh -c "trap '' TERM HUP; sleep 301" &
            while :; do sleep 1; done
            """);
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "tough")).Succeeded);
        var (pane, mark) = await world.LookAsync("tough");
        await Waiting.UntilAsync(() => Sleepers(pane.Pid).Count >= 3, "it has started its children");
        var sleepers = Sleepers(pane.Pid);

        Assert.Equal(0, (await world.OrchAsync("kill", "tough")).ExitCode);

        Assert.Empty(LiveWorld.ProcessesOf(pane, mark));
        Assert.DoesNotContain(sleepers, sleeper => sleeper.IsAlive());
    }

    [Fact]
    public async Task A_session_whose_program_or_host_went_away_is_not_listed()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("read line");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "leaves")).Succeeded);
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "struck")).Succeeded);
        Assert.Equal(2, (await world.SessionsAsync()).Count);

        await world.Tmux().PressAsync("leaves", ["Enter"], TestContext.Current.CancellationToken);
        _ = NativeMethods.Kill((await world.LookAsync("struck")).Pane.Pid, NativeMethods.SigKill);

        await Waiting.UntilAsync(async () => (await world.SessionsAsync()).Count == 0, "no session is listed");
        Assert.True((await world.OrchAsync("live", "--detached", "--name", "struck")).Succeeded);
    }

    [Fact]
    public async Task A_list_asks_tmux_at_most_twice_and_not_at_all_without_its_server()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.PlayClaude("exec cat");
        var log = Path.Combine(world.Root, "calls");
        var real = Path.Combine(world.Root, "programs", "tmux");
        world.Stub("tmux", $"echo \"$*\" >> '{log}'; exec '{real}' \"$@\"");

        await world.OrchAsync("list");
        Assert.False(File.Exists(log));
        foreach (var name in (string[])["one", "two", "three"])
        {
            Assert.True((await world.OrchAsync("live", "--detached", "--name", name)).Succeeded);
        }

        File.Delete(log);
        var listed = await world.OrchAsync("list");
        Assert.Equal(4, listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Length);
    }

    private static async Task RefusedAsync(World world, int exitCode, string words, params string[] arguments)
    {
        var result = await world.OrchAsync(["live", "--detached", .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(words, result.Error);
    }

    private static List<ProcessIdentity> Sleepers(int host)
    {
        var table = ProcessTable.All().ToDictionary(entry => entry.Pid);
        return [.. table.Values.Where(entry => Descends(entry) && IsSleep(entry.Pid)).Select(entry => ProcessIdentity.Of(entry.Pid)).OfType<ProcessIdentity>()];

        bool Descends(ProcessEntry entry) => entry.ParentPid == host || (table.TryGetValue(entry.ParentPid, out var parent) && parent.Pid != entry.Pid && Descends(parent));

        static bool IsSleep(int pid)
        {
            try
            {
                return File.ReadAllText($"/proc/{pid}/cmdline").Contains("sleep\0" + "30", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
