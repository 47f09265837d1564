using Orch.Agents;
using Orch.State;
using Orch.Supervision;

namespace Orch.Recovery;

/// <summary>Where an agent stands, by its record alone.</summary>
internal static class AgentStanding
{
    /// <summary>The series that its last attempt brought to an end, to be judged without asking a model again; null when an attempt is due.</summary>
    /// <param name="record">The agent.</param>
    /// <param name="isSpokenTo">Something was said to it that it was not given yet.</param>
    /// <param name="hasRepair">A failed validation is to go back to it.</param>
    public static SeriesEnd? Finished(AgentRecord record, bool isSpokenTo, bool hasRepair)
    {
        if (isSpokenTo || hasRepair || record.Attempts is not [.., { Outcome: { } outcome } last])
        {
            return null;
        }

        var hasNext = record.CliChain.Any(cli => record.Attempts.All(attempt => attempt.Cli != cli));
        var step = Fallback.After(outcome, last.ExitCode is not null, hasNext);
        return step is ChainStep.Check or ChainStep.AskPerson
            ? new(step, new(new(outcome, last.Detail), new() { SessionId = last.SessionId, Model = last.Model }, last.ExitCode), Math.Max(0, record.CliChain.ToList().IndexOf(last.Cli)))
            : null;
    }
}
