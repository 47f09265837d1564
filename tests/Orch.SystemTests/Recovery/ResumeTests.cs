using System.Text.Json;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Recovery;

/// <summary>Agents whose supervisor is gone: <c>orch resume</c>.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task An_agent_that_was_cut_off_goes_on_in_its_session_and_its_half_done_work_is_saved()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        await Waiting.UntilAsync(() => crash.Shown("work").Attempts is [{ SessionId: "s-1" }], "the session is recorded while the attempt is on");
        await crash.CrashAsync("work");
        crash.LetGo();

        var said = await crash.DemandAsync("resume", "work");

        Assert.Contains("work: resumed", said);
        Assert.Contains("refs/orch/rescue/work/1", said);
        var agent = await crash.EndAsync("work");
        Assert.Equal(AgentState.Verified, agent.State);
        Assert.Equal([AttemptOutcome.Killed, AttemptOutcome.Success], agent.Attempts.Select(one => one.Outcome!.Value));
        Assert.Equal("s-1", agent.Attempts[0].SessionId);
        Assert.Contains("supervisor", agent.Attempts[0].Detail);
        Assert.Equal("half", await crash.World.GitAsync("show", "refs/orch/rescue/work/1:half.txt"));
        Assert.Equal("whole\n", await crash.World.AtOriginAsync("orch/work", "whole.txt"));
        crash.AssertNoOrphan(agent);
    }

    [Fact]
    public async Task Without_a_name_every_lost_agent_is_taken_up_and_told_of()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("one");
        await crash.StartAsync("two");
        await crash.CrashAsync("one");
        await crash.CrashAsync("two");
        crash.LetGo();

        var document = JsonSerializer.Deserialize<JsonElement>(await crash.DemandAsync("resume", "--json"));

        Assert.Equal("orch.resume/1", document.GetProperty("schema").GetString());
        Assert.Equal(
            [("one", "resumed"), ("two", "resumed")],
            document.GetProperty("agents").EnumerateArray().Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("result").GetString()!)));
        Assert.Equal(AgentState.Verified, (await crash.EndAsync("one")).State);
        Assert.Equal(AgentState.Verified, (await crash.EndAsync("two")).State);
        Assert.Contains("no agent is lost", (await crash.World.OrchAsync("resume")).Error);
    }

    [Fact]
    public async Task What_is_not_lost_is_refused_and_an_agent_may_not_resume()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("alive");

        var alive = await crash.World.OrchAsync("resume", "alive");
        var unknown = await crash.World.OrchAsync("resume", "alife");
        var agent = await crash.OrchAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["ORCH_AGENT"] = "alive" }, "resume");
        await crash.DemandAsync("kill", "alive");
        var ended = await crash.World.OrchAsync("resume", "alive");

        Assert.Equal((7, 6, 7, 7), (alive.ExitCode, unknown.ExitCode, agent.ExitCode, ended.ExitCode));
        Assert.Contains("orch retry alive", ended.Error);
    }

    [Fact]
    public async Task The_real_claude_goes_on_in_the_session_that_was_cut_off()
    {
        await using var crash = await CrashWorld.CreateAsync(claude: null);
        var marker = Path.Combine(crash.World.Root, "shell-ran");
        var steps = $$"""[{"tool":"shell","command":"echo half > half.txt; if [ -e '{{marker}}' ]; then :; else touch '{{marker}}'; sleep 600; fi"},{"text":"DONE"}]""";
        await crash.DemandAsync("run", "--detach", "--name", "real", World.Task("Add half.txt", steps));
        await Waiting.UntilAsync(() => File.Exists(marker), "the agent works");
        await crash.CrashAsync("real");

        await crash.DemandAsync("resume", "real");

        await crash.DemandAsync("wait", "real");
        var agent = crash.Shown("real");
        Assert.Equal(AgentState.Verified, agent.State);
        Assert.Equal([AttemptOutcome.Killed, AttemptOutcome.Success], agent.Attempts.Select(one => one.Outcome!.Value));
        Assert.NotNull(agent.Attempts[0].SessionId);
        Assert.Equal(agent.Attempts[0].SessionId, agent.Attempts[1].SessionId);
        Assert.Equal("half\n", await crash.World.AtOriginAsync("orch/real", "half.txt"));
        crash.AssertNoOrphan(agent);
    }

    [Fact]
    public async Task What_a_lost_agent_left_running_is_ended_before_it_goes_on()
    {
        await using var crash = await CrashWorld.CreateAsync($$"""
            setsid sh -c 'trap "" TERM HUP; echo $$ > "$WORLD/child"; while :; do sleep 1; done' > /dev/null 2>&1 &
            {{CrashWorld.Waits}}
            """);
        await crash.StartAsync("work");
        var child = Path.Combine(crash.World.Root, "child");
        await Waiting.UntilAsync(() => File.Exists(child) && File.ReadAllText(child).Length > 1, "the child runs");
        var pid = int.Parse(await File.ReadAllTextAsync(child, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture);
        await crash.CrashAsync("work");
        Assert.NotNull(ProcessIdentity.Of(pid));

        var said = await crash.DemandAsync("resume", "work");

        Assert.Null(ProcessIdentity.Of(pid));
        Assert.Contains("ended", said);
        await crash.DemandAsync("kill", "work");
    }

    [Fact]
    public async Task An_agent_that_was_being_killed_when_its_supervisor_died_is_cancelled()
    {
        await using var crash = await CrashWorld.CreateAsync();
        await crash.StartAsync("work");
        crash.State.Agents.RequestCancel("work");
        await crash.CrashAsync("work");

        var said = await crash.DemandAsync("resume", "work");

        Assert.Contains("work: cancelled", said);
        Assert.Equal(AgentState.Cancelled, crash.Shown("work").State);
        Assert.Equal("half", await crash.World.GitAsync("show", "refs/orch/rescue/work/1:half.txt"));
    }

    [Fact]
    public async Task What_is_said_to_a_lost_agent_is_given_to_it_when_it_is_taken_up()
    {
        await using var crash = await CrashWorld.CreateAsync(CrashWorld.Waits.Replace("cat > /dev/null", "cat >> \"$WORLD/prompts\"", StringComparison.Ordinal));
        await crash.StartAsync("work");
        await crash.CrashAsync("work");
        await crash.World.OrchAsync("send", "work", "Mind the gap");
        crash.LetGo();

        await crash.DemandAsync("resume", "work");

        Assert.Equal(AgentState.Verified, (await crash.EndAsync("work")).State);
        Assert.Contains("Mind the gap", await File.ReadAllTextAsync(Path.Combine(crash.World.Root, "prompts"), TestContext.Current.CancellationToken));
    }
}
