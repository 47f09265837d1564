using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>Decides what an agent is given next, from its record.</summary>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="assignment">What it was told to do.</param>
internal sealed class AgentTurns(OrchState state, string name, Assignment assignment)
{
    private readonly AgentPrompts prompts = new(assignment);

    /// <summary>What a supervisor that has just taken the agent begins with.</summary>
    public TurnOrder Begin()
    {
        var record = state.Agents.Get(name).Record;
        if (record.Attempts.Count > 0)
        {
            return GoOn(record);
        }

        return assignment.Follow is { } follow ? Follow(record, follow)
            : state.Turns.Next(name) is { } turn ? new(0, null, handOff => prompts.TaskAndSaid(turn, handOff)) { Turn = turn }
            : new(0, null, prompts.Task);
    }

    /// <summary>What was said to the agent while it worked, or came into its mailbox; null for nothing.</summary>
    public TurnOrder? Said(SeriesEnd end)
    {
        // A question to a person goes before what other agents say.
        if (AgentQuestion.Find(end.Last.Report.FinalText) is null && state.Requests.Open(name, AgentRequestKinds.Question).Count == 0)
        {
            state.Mail.Collect(name);
        }

        return state.Turns.Next(name) is { } turn ? Said(end, turn) : null;
    }

    /// <summary>The output of a failed validation, for the session that did the work.</summary>
    public TurnOrder Repair(SeriesEnd end, string output) =>
        new(end.Index, end.Last.Report.SessionId, handOff => prompts.Repair(output, handOff)) { Reason = "the validation failed, its output goes back to the agent" };

    private TurnOrder Said(SeriesEnd end, Turn turn) =>
        new(end.Index, end.Last.Report.SessionId, handOff => prompts.Said(turn, handOff)) { Turn = turn, Reason = "something was said to it", NeedsHandOff = end.Last.Report.SessionId is null };

    private TurnOrder GoOn(AgentRecord record)
    {
        var last = record.Attempts.LastOrDefault(attempt => attempt.SessionId is not null);
        var (index, session) = In(record, last?.Cli ?? record.Attempts[^1].Cli, last?.SessionId);
        return state.Turns.Next(name) is { } turn
            ? new(index, session, handOff => prompts.Said(turn, handOff))
            {
                Turn = turn,
                NeedsHandOff = session is null,
                SpentSince = turn.Answers is null ? state.Turns.AttemptsBeforeAnswer(name) : record.Attempts.Count,
                Reason = turn.Answers is null ? null : "a person has answered",
            }
            : new(index, session, state.Repairs.Pending(name) is { } output ? handOff => prompts.Repair(output, handOff) : prompts.GoOn)
            {
                NeedsHandOff = session is null,
                SpentSince = state.Turns.AttemptsBeforeAnswer(name),
                Reason = "it is taken up again",
            };
    }

    private TurnOrder Follow(AgentRecord record, FollowUp follow)
    {
        var turn = state.Turns.Next(name);

        // A session goes on with the model that it began with.
        var (index, session) = In(record, follow.Cli, follow.Model == record.Model ? follow.Session : null);
        return new(index, session, handOff => turn is null ? prompts.Follow(handOff) : prompts.Said(turn, handOff)) { Turn = turn, NeedsHandOff = session is null };
    }

    private static (int Index, string? Session) In(AgentRecord record, string? cli, string? session)
    {
        var index = record.CliChain.ToList().FindIndex(one => one == cli);
        return index < 0 ? (0, null) : (index, session);
    }
}
