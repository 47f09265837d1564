using Orch.Agents;
using Orch.Recovery;
using Orch.State;

namespace Orch.Supervision;

/// <summary>Where an agent stands, as the record has it and as whoever follows it is told.</summary>
internal sealed class AgentProgress(Surroundings surroundings, OrchState state, string name, IAgentObserver observer, Redactor redactor)
{
    /// <summary>It goes on to another state.</summary>
    public void Move(AgentState to, string? reason = null)
    {
        observer.OnStep(reason is null ? SnakeCase.Of(to) : $"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = reason, Needs = null });
    }

    /// <summary>It is over.</summary>
    public void End(AgentState to, string reason)
    {
        observer.OnStep($"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = redactor.Redact(reason), Needs = null });
    }

    /// <summary>It was stopped from outside: the end is recorded when the user wanted it, or when the disk left no choice.</summary>
    public void Stopped()
    {
        if (state.Agents.Get(name).CancelRequested)
        {
            End(AgentState.Cancelled, "killed by the user");
        }
        else if (state.Reserve is { IsGiven: true })
        {
            DiskFull();
        }
    }

    /// <summary>It is over because there is no room: what was kept for this moment is where that is recorded.</summary>
    public void DiskFull() => End(
        AgentState.Failed, $"the disk with {surroundings.State.Path} is full: the work is in the workspace as it was; make room, then 'orch retry {name}'");

    /// <summary>Stops for a person; not when something was said to the agent in the meantime.</summary>
    public bool Ask(string kind, string text)
    {
        var stopped = state.Agents.StopUnlessSpokenTo(name, Needing);
        if (stopped is null && kind != NeedsKinds.Question)
        {
            // What was said is no permission and no money: it waits with the agent.
            stopped = state.Agents.Update(name, Needing);
        }

        observer.OnStep(stopped is null ? "a person has spoken meanwhile" : $"needs a human: {text}");
        return stopped is not null;

        AgentRecord Needing(AgentRecord agent) => agent with
        {
            State = AgentState.NeedsHuman,
            Reason = redactor.Redact(text),
            Needs = new(kind, redactor.Redact(text), surroundings.Time.GetUtcNow(), agent.Attempts.Count),
        };
    }

    /// <summary>Whether the attempts left work to check; records the end, or what is needed, when not.</summary>
    public bool GoesOn(SeriesEnd end)
    {
        var verdict = end.Last.Verdict;
        switch (end.Step)
        {
            case ChainStep.AskBudget:
                Ask(NeedsKinds.Budget, $"{verdict.Detail ?? "the budget is used up"}: 'orch send {name} \"go on\"' grants the same again");
                return false;
            case ChainStep.AskPerson:
                Ask(NeedsKinds.Permission, verdict.Detail ?? "the agent CLI's permission rules refused what the task needs");
                return false;
            case ChainStep.GiveUp:
                var kinds = state.Agents.Get(name).Record.Attempts.Select(one => $"{one.Cli}: {(one.Outcome is { } kind ? SnakeCase.Of(kind) : "?")}");
                End(AgentState.Failed, $"no agent CLI could finish ({string.Join(", ", kinds)}): {verdict.Detail}");
                return false;
            default:
                return true;
        }
    }
}
