using Microsoft.Extensions.Time.Testing;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

/// <summary>Agents on record, as many as somebody has after a long day; written by the library's own store.</summary>
internal static class Crowd
{
    /// <summary>Records agents agent-001 and so on: one that needs a person, one at work (this process owns it), the others ended.</summary>
    public static void Record(World world, int count)
    {
        // Each of its steps has a time of its own, so that their order is known.
        using var state = Open(world, new FakeTimeProvider(TimeProvider.System.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) });
        for (var n = 1; n <= count; n++)
        {
            Add(state, $"agent-{n:000}", n switch
            {
                1 => AgentState.NeedsHuman,
                2 => AgentState.Running,
                _ => (AgentState)((int)AgentState.Verified + (n % 4)),
            });
        }
    }

    /// <summary>Records one agent.</summary>
    public static void Add(OrchState state, string name, AgentState end)
    {
        var record = new AgentRecord
        {
            Id = Ids.New("agent"),
            TaskId = $"task-{name}",
            ContextId = $"task-{name}",
            Name = name,
            Task = $"Do the work of {name}",
            State = AgentState.Queued,
            StateAt = TimeProvider.System.GetUtcNow(),
            Cli = "claude",
            CliChain = ["claude", "codex"],
            Branch = $"orch/{name}",
            Base = "main",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        state.Agents.Create(record.Task, [(record, "{}")]);
        state.Agents.TakeOwnership(name, ProcessIdentity.Current());
        var attempt = new AttemptRecord { N = 1, Cli = "claude", StartedAt = record.CreatedAt };
        state.Agents.Update(
            name, agent => agent with { State = AgentState.Running, Attempts = [attempt] }, new NewEvent(EventKinds.AttemptStarted, ("n", "1"), ("cli", "claude"), ("model", null)));
        if (end == AgentState.Running)
        {
            state.Events.Append(name, new NewEvent(EventKinds.Progress, ("n", "1"), ("what", "tool"), ("text", "Bash make test")));
            return;
        }

        var done = attempt with { Outcome = AttemptOutcome.Success, InputTokens = 12_000, OutputTokens = 345, CostUsd = 0.25m, EndedAt = record.CreatedAt };
        state.Agents.Update(name, agent => agent with
        {
            State = end,
            Attempts = [done],
            Reason = end == AgentState.NeedsHuman ? "which port?" : end == AgentState.Failed ? "no agent CLI could finish" : null,
            Needs = end == AgentState.NeedsHuman ? new(NeedsKinds.Question, "which port?", record.CreatedAt, 1) : null,
            PullRequest = end == AgentState.Verified ? new(7, "https://example.invalid/pull/7") : null,
        });
    }

    public static OrchState Open(World world, TimeProvider? time = null) =>
        OrchState.Open(StateDirectory.Locate(new Dictionary<string, string>(StringComparer.Ordinal) { ["ORCH_HOME"] = world.State }), time ?? TimeProvider.System);
}
