using Orch.Sessions;
using Orch.State;

namespace Orch;

/// <summary>Gives a recorded agent a supervisor: the first one, or another one for an agent that was answered or lost its own.</summary>
/// <param name="surroundings">What Orch was called in; the supervisor gets this environment.</param>
/// <param name="state">The record.</param>
internal sealed class AgentTakeUp(Surroundings surroundings, OrchState state)
{
    /// <summary>Starts a supervisor and sees it take the agent over. Of two that come at once one takes it.</summary>
    /// <returns>Null when it did, else one line on why not; the record is as it was.</returns>
    public async Task<string?> StartAsync(string name, CancellationToken ct)
    {
        var tmux = new TmuxServer(surroundings.State, surroundings.Runner, surroundings.Environment);
        var start = new SupervisorStart(surroundings.State, tmux, surroundings.Time);
        try
        {
            var result = await state.Journal.RunAsync(
                name,
                JournalStep.StartSession,
                name,
                () => start.StartAsync(name, surroundings.OrchBinary, ConfiguredAgents.HandOver(surroundings, state.Agents.Get(name)), surroundings.Directory, ct),
                one => one.Failure ?? "started");
            return result.Failure;
        }
        catch (OrchException e)
        {
            return e.Message;
        }
    }
}
