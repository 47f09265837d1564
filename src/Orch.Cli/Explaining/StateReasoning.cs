using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>From what was seen to what is believed, and why. Nothing is looked at here.</summary>
internal static class StateReasoning
{
    public static Explanation Explain(AgentFacts facts)
    {
        var (state, sure, because) = Believe(facts);
        return new(facts.Record.Name, state, facts.Record.State, sure, because, EvidenceLines.Of(facts), Changes(facts, state));
    }

    private static (AgentState State, Sureness Sure, string Because) Believe(AgentFacts facts)
    {
        var recorded = facts.Record.State;
        var word = SnakeCase.Of(recorded);
        if (recorded.IsEnd())
        {
            return (recorded, Sureness.Certain, $"the record says {word}, and an end is final");
        }

        if (recorded == AgentState.NeedsHuman)
        {
            return (recorded, Sureness.Certain, "it stopped to ask a person and nothing has been answered; no process is needed for that");
        }

        var who = facts.Owner.IsSupervisor ? "its supervisor" : "whoever started it, whose own it is until a supervisor has it,";
        if (!facts.Owner.IsAlive)
        {
            return facts.Owner.BootId is null
                ? (AgentState.Lost, Sureness.Unknown, "whether its supervisor is alive could not be seen, and there is no recorded end")
                : (AgentState.Lost, Sureness.Certain, $"the record says {word}, but {who} is gone and no end was recorded");
        }

        return Silence(facts) is { } silence && facts.IdleTimeout is { } most && silence > most
            ? (recorded, Sureness.Likely, $"{who} is alive and says {word}, but nothing was heard of the agent CLI for {DurationText.Show(silence)}, more than the idle timeout of {DurationText.Show(most)}")
            : (recorded, Sureness.Certain, $"{who} is alive and says {word}");
    }

    private static TimeSpan? Silence(AgentFacts facts) =>
        facts.Record.State == AgentState.Running && facts.Record.Attempts is [.., { Outcome: null } attempt]
            ? facts.Now - (facts.LastOutput is { } heard && heard > attempt.StartedAt ? heard : attempt.StartedAt)
            : null;

    private static IReadOnlyList<string> Changes(AgentFacts facts, AgentState state)
    {
        var name = facts.Record.Name;
        return state switch
        {
            AgentState.NeedsHuman => [$"'orch send {name} TEXT' answers and lets it go on", $"'orch kill {name}' ends it"],
            AgentState.Lost => [$"'orch kill {name}' ends it and keeps its work"],
            _ when state.IsEnd() => facts.Follower is { } follower
                ? [$"nothing; {follower} goes on from here"]
                : [$"nothing; 'orch retry {name}' or 'orch send {name} TEXT' goes on from here as a new agent"],
            AgentState.Queued => ["its supervisor takes it up", $"'orch kill {name}' ends it"],
            AgentState.Running when facts.Waiting is not null => ["the end of the turn: then what was said is given to it", $"'orch kill {name}' ends it"],
            AgentState.Running when facts.Cooldowns is [var first, ..] && facts.Record.Attempts is not [.., { Outcome: null }] =>
                [$"{first.Cli} takes requests again, in {DurationText.Show(first.Until - facts.Now)}", $"'orch kill {name}' ends it"],
            AgentState.Running => ["the end of the attempt, a timeout, or a question of the agent", $"'orch kill {name}' ends it"],
            AgentState.Validating => ["the outcome of the checks", $"'orch kill {name}' ends it"],
            AgentState.Delivering => ["the outcome of push and pull request", $"'orch kill {name}' ends it"],
            _ => ["the workspace being ready", $"'orch kill {name}' ends it"],
        };
    }
}
