using Orch.Processes;
using Orch.State;
using Orch.Supervision;
using Orch.Workspaces;

namespace Orch;

/// <summary>Stops an agent safely: its supervisor ends the CLI, saves the work and records the end; where no supervisor is alive, this does it.</summary>
internal sealed class AgentKiller(Surroundings surroundings, OrchState state)
{
    // The supervisor needs the CLI's grace, the rescue of the workspace and one write.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Kills one agent, named exactly.</summary>
    /// <returns>The record as it then stands; an agent that had ended already is returned unchanged.</returns>
    /// <exception cref="OrchException">There is no such agent.</exception>
    public async Task<AgentRecord> KillAsync(string name, CancellationToken ct)
    {
        var agent = state.Agents.Get(name);
        if (agent.Record.State.IsEnd())
        {
            return agent.Record;
        }

        state.Agents.RequestCancel(name);
        if (agent.Supervisor is { } supervisor && supervisor.IsAlive())
        {
            // One that was stopped (SIGSTOP, Ctrl-Z) has to be let go on first.
            _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigTerm);
            _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigContinue);
            await WaitForAsync(supervisor, ct);
        }

        await SupervisedProcesses.Of(agent.Record.Id, surroundings.Time).EndAsync(SupervisedProcesses.Grace);
        if (!state.Agents.Get(name).Record.State.IsEnd())
        {
            await RescueAsync(agent);
        }

        return state.Agents.Update(name, record => record.State.IsEnd() ? record : record with
        {
            State = AgentState.Cancelled,
            Reason = "killed by the user",
            Needs = null,
        });
    }

    private async Task RescueAsync(StoredAgent agent)
    {
        var maker = new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time);
        if (maker.Open(Assignment.Parse(agent.Assignment).Plan) is { } workspace)
        {
            await AgentRescue.SaveAsync(state, agent.Record.Name, workspace, "the agent was killed");
        }
    }

    private async Task WaitForAsync(ProcessIdentity supervisor, CancellationToken ct)
    {
        var started = surroundings.Time.GetTimestamp();
        while (supervisor.IsAlive())
        {
            if (surroundings.Time.GetElapsedTime(started) > Patience)
            {
                _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigKill);
            }

            await Task.Delay(Step, surroundings.Time, ct);
        }
    }
}
