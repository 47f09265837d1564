using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Configuration;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Recovery;

/// <summary>Kill holds against those who do not want to go, in whatever an agent is doing. Line 9 of what went wrong before: an agent that ignores SIGTERM never ended.</summary>
public sealed class KillTests
{
    private const int SigStop = 19;

    [Fact]
    public async Task A_child_that_forks_without_end_is_ended_with_its_agent()
    {
        await using var crash = await CrashWorld.CreateAsync($$"""
            cat > "$WORLD/again.sh" <<'S'
            trap '' TERM HUP
            sh "$WORLD/again.sh" &
            sleep 0.02
            S
            setsid sh "$WORLD/again.sh" > /dev/null 2>&1 &
            {{CrashWorld.Waits}}
            """);
        await crash.StartAsync("work");

        await crash.DemandAsync("kill", "work");

        Assert.Equal(AgentState.Cancelled, crash.Shown("work").State);
        crash.AssertNoOrphan(crash.Shown("work"));
        Assert.Equal("half", await crash.World.GitAsync("show", "refs/orch/rescue/work/1:half.txt"));
    }

    [Fact]
    public async Task An_agent_that_is_stopped_by_SIGSTOP_is_killed_all_the_same()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        foreach (var process in new Leftovers(Leftovers.AgentMarker, crash.Shown("work").Id, TimeProvider.System).Find())
        {
            _ = NativeMethods.Kill(process.Pid, SigStop);
        }

        await crash.DemandAsync("kill", "work");

        Assert.Equal(AgentState.Cancelled, crash.Shown("work").State);
        crash.AssertNoOrphan(crash.Shown("work"));
    }

    [Fact]
    public async Task A_supervisor_that_is_stopped_by_SIGSTOP_is_let_go_on_to_end_its_agent()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        _ = NativeMethods.Kill(crash.State.Agents.Get("work").Supervisor!.Pid, SigStop);

        await crash.DemandAsync("kill", "work");

        Assert.Equal(AgentState.Cancelled, crash.Shown("work").State);
        Assert.Equal(AttemptOutcome.Killed, crash.Shown("work").Attempts[^1].Outcome);
        crash.AssertNoOrphan(crash.Shown("work"));
    }

    [Theory]
    [InlineData("validation")]
    [InlineData("setup")]
    [InlineData("push")]
    public async Task An_agent_is_killed_in_the_middle_of_its(string step)
    {
        await using var crash = await CrashWorld.CreateAsync();
        crash.LetGo();
        var reached = Path.Combine(crash.World.Root, "reached");
        var slow = $"touch '{reached}'; trap '' TERM; sleep 600";
        List<string> options = step == "validation" ? ["--validate", slow] : [];
        if (step == "setup")
        {
            await crash.World.ConfigureUserAsync($"[workspace]\nsetup = \"{slow}\"\n");
        }
        else if (step == "push")
        {
            var hook = Path.Combine(crash.World.Origin, "hooks", "pre-receive");
            await File.WriteAllTextAsync(hook, $"#!/bin/sh\n{slow}\n", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await crash.DemandAsync(["run", "--detach", "--name", "work", .. options, "Do the work"]);
        await Waiting.UntilAsync(() => File.Exists(reached), $"the {step} is on");

        await crash.DemandAsync("kill", "work");

        Assert.Equal(AgentState.Cancelled, crash.Shown("work").State);
        crash.AssertNoOrphan(crash.Shown("work"));
        Assert.Equal(["main"], await crash.World.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task A_flooding_agent_neither_stops_its_supervisor_nor_fills_the_disk()
    {
        await using var crash = await CrashWorld.CreateAsync("""
            cat > /dev/null
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            head -c 52428800 /dev/zero | tr '\0' x; echo
            yes 'a line that nobody needs' | head -c 20971520; echo
            yes 'a complaint that nobody needs' | head -c 10485760 >&2
            echo half > half.txt
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);
        await crash.DemandAsync("run", "--detach", "--name", "work", "Say much");

        await crash.World.OrchAsync("wait", "work");

        Assert.True(crash.Shown("work").State == AgentState.Verified, crash.Shown("work").Reason);
        var folder = crash.State.Directory.Attempt("work", 1);
        Assert.InRange(new FileInfo(Path.Combine(folder, "stream.jsonl")).Length, 1, 8 * 1024 * 1024);
        Assert.InRange(new FileInfo(Path.Combine(folder, "stderr.log")).Length, 1, 8 * 1024 * 1024);
    }
}
