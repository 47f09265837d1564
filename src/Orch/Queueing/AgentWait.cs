using Orch.Configuration;
using Orch.State;
using Orch.Supervision;

namespace Orch.Queueing;

/// <summary>The wait of one agent in the queue, from its start or from an answer to the moment at which it goes to work. Nothing is made of it before.</summary>
/// <param name="surroundings">The user's environment.</param>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="observer">Renders what happens.</param>
internal sealed class AgentWait(Surroundings surroundings, OrchState state, string name, IAgentObserver observer)
{
    private readonly Assignment assignment = Assignment.Parse(state.Agents.Get(name).Assignment);
    private readonly Redactor redactor = new(KnownSecrets.From(surroundings.Environment));
    private QueuePlace? told;
    private (string Heads, AgentBasis Basis)? found;

    private AgentPrerequisites Prerequisites => new(surroundings, state, assignment);

    /// <summary>Waits.</summary>
    /// <param name="stop">The process was asked to go.</param>
    /// <returns>Whether the agent is at work now; else it has ended, or a person has to decide.</returns>
    public async Task<bool> WaitAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var (written, clock, since) = (state.Queue.Written, state.Queue.Clock(), surroundings.Time.GetTimestamp());
                if (await LookAsync(stop) is { } atWork)
                {
                    return atWork;
                }

                await NewsAsync(written, clock, since, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Of a machine that goes down the agent keeps its place, for whoever takes it up again.
            if (state.Agents.Get(name).CancelRequested)
            {
                End(AgentState.Cancelled, "killed by the user");
            }
        }
        catch (OrchException e)
        {
            End(AgentState.Failed, e.Message);
        }
        catch (Exception e)
        {
            // As in the run itself: what nobody foresaw still has to become a recorded end.
            End(AgentState.Failed, $"unexpected {e.GetType().Name}: {e.Message}");
        }

        return false;
    }

    /// <summary>Whether it is at work now or not any more to be waited for; null to go on waiting.</summary>
    private async Task<bool?> LookAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var prerequisites = Prerequisites.AreAny ? Prerequisites.Look() : [];
        if (Prerequisite.Waiting(prerequisites) is { } waiting)
        {
            return Held(waiting);
        }

        var isAnswered = state.Turns.Answers(name, NeedsKinds.Prerequisite) > 0;
        if (!isAnswered && Prerequisite.Question(prerequisites, name) is { } question)
        {
            return Ask(question);
        }

        if (MachineLimits.Shortage(assignment.Settings.Floors, surroundings.State.Path, assignment.Plan.Directory) is { } shortage)
        {
            return Held(shortage);
        }

        var entries = state.Queue.Read();
        if (entries.Any(one => one.Name == name && one.Held is not null))
        {
            state.Queue.Hold(name, null);
            entries = state.Queue.Read();
        }

        if (!QueueOrder.MayGo(entries, name))
        {
            return state.Agents.Get(name).Record.State.IsEnd() ? false : Tell(QueueOrder.Place(entries, name));
        }

        if (!Prerequisites.AreAny)
        {
            return state.Queue.TryLeave(name, agent => agent with { State = AgentState.Preparing, Reason = null, Needs = null }, null) ? true : null;
        }

        var basis = await FindAsync(prerequisites, stop);
        return basis.Conflicts.Count > 0 && !isAnswered ? Ask(Conflict(prerequisites, basis))
            : state.Queue.TryLeave(name, agent => Based(agent, basis), (assignment with { Plan = basis.Plan, StartsFrom = basis.Results }).ToJson()) ? true
            : null;
    }

    private async Task<AgentBasis> FindAsync(IReadOnlyList<Prerequisite> prerequisites, CancellationToken stop)
    {
        var heads = string.Join(' ', prerequisites.Select(one => one.HeadSha));
        if (found is not { } earlier || earlier.Heads != heads)
        {
            observer.OnStep("finding what it starts from");
            found = (heads, await Prerequisites.FindAsync(prerequisites, stop));
        }

        return found.Value.Basis;
    }

    private static AgentRecord Based(AgentRecord agent, AgentBasis basis) => agent with
    {
        State = AgentState.Preparing,
        Reason = basis.Results is [var one] ? $"{one.Agent} is done" : $"{basis.Results.Count} agents that it waited for are done",
        Needs = null,
        BaseSha = basis.Plan.BaseSha,
    };

    private string Conflict(IReadOnlyList<Prerequisite> prerequisites, AgentBasis basis) =>
        $"the work of {string.Join(" and ", prerequisites.Where(one => one.HeadSha is not null).Select(one => one.Agent.Name))} does not fit together: it conflicts in {string.Join(", ", basis.Conflicts.Take(20))}. "
            + $"'orch send {name} TEXT' lets this one start without {string.Join(" and ", basis.Results.Where(one => one.Sha is null && one.Missing is not null && Conflicted(prerequisites, one)).Select(one => one.Agent))}, and TEXT can tell it to merge that; 'orch kill {name}' ends it";

    private static bool Conflicted(IReadOnlyList<Prerequisite> prerequisites, PrerequisiteResult result) => prerequisites.Any(one => one.Agent.Name == result.Agent && one.HeadSha is not null);

    private bool? Held(string reason)
    {
        if (told != new QueuePlace(null, reason))
        {
            state.Queue.Hold(name, reason);
        }

        return Tell(new(null, reason));
    }

    private bool? Tell(QueuePlace? place)
    {
        if (place is not null && place != told)
        {
            told = place;
            observer.OnStep(place.Reason);
            state.Queue.Tell(name, place);
        }

        return null;
    }

    private bool? Ask(string question)
    {
        var text = redactor.Redact(question);
        observer.OnStep($"needs a human: {text}");
        state.Agents.Update(name, agent => agent with
        {
            State = AgentState.NeedsHuman,
            Reason = text,
            Needs = new(NeedsKinds.Prerequisite, text, surroundings.Time.GetUtcNow(), agent.Attempts.Count),
        });
        return false;
    }

    private void End(AgentState to, string reason)
    {
        observer.OnStep($"{SnakeCase.Of(to)}: {reason}");
        state.Agents.Update(name, agent => agent with { State = to, Reason = redactor.Redact(reason), Needs = null });
    }

    private async Task NewsAsync(DateTime written, long clock, long since, CancellationToken stop)
    {
        for (var pace = QueuePace.Of(told); surroundings.Time.GetElapsedTime(since) < pace.Patience;)
        {
            await Task.Delay(pace.Step, surroundings.Time, stop);
            if (state.Queue.Written is var now && now == written)
            {
                continue;
            }

            if (state.Queue.Clock() != clock)
            {
                return;
            }

            written = now;
        }
    }
}
