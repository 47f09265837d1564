using System.Runtime.InteropServices;
using Orch.Processes;
using Orch.Queueing;
using Orch.Sessions;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The process that owns an agent from start to result; runs in the pane of the agent's tmux session and does not need it.</summary>
internal static class AgentSupervisor
{
    /// <summary>Takes an agent over from its creator and carries it out.</summary>
    /// <param name="pane">What this process was started with by tmux.</param>
    /// <param name="name">The agent.</param>
    /// <param name="observer">Renders what happens.</param>
    /// <param name="ct">Ends the wait for the creator.</param>
    /// <exception cref="OrchException">The agent could not be taken over.</exception>
    public static async Task RunAsync(Surroundings pane, string name, IAgentObserver observer, CancellationToken ct)
    {
        var socket = pane.Environment.GetValueOrDefault(SessionEnvironment.Handover)
            ?? throw OrchException.Usage("'orch supervise' is started by 'orch run', not by hand");
        using var state = OrchState.Open(pane.State, pane.Time);
        Leftovers.BecomeSubreaper();
        using var handover = await SupervisorHandover.ReceiveAsync(socket, pane.Time, ct);

        // tmux may go away at any moment; the agent does not depend on it.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));

        var before = state.Agents.Get(name);
        if (!state.Agents.TakeOwnership(name, ProcessIdentity.Current()))
        {
            await handover.RefuseAsync($"{name} has ended already, or has a supervisor", ct);
            return;
        }

        // Whoever has seen the start sees an agent that waits for its turn: not one that still waits for a person, nor one that holds a slot it has not taken.
        if (before.Record.State != AgentState.Queued)
        {
            var reason = before.Record.State == AgentState.NeedsHuman ? "a person has answered" : "it is taken up again";
            state.Agents.Update(name, agent => agent with { State = AgentState.Queued, Reason = reason, Needs = null });
        }

        if (!await handover.ConfirmAsync(ct))
        {
            // The creator has reported, or will, that nothing was started; so nothing may go on here.
            state.Agents.Update(name, agent => Unstarted(agent, before));
            return;
        }

        using var reserve = DiskReserve.Take(state.Directory.EnsureAgent(name));
        using var full = reserve.Given.Register(stop.Cancel);
        state.Reserve = reserve;
        var surroundings = pane with { Environment = handover.Environment, Directory = handover.Directory };
        if (await new AgentWait(surroundings, state, name, observer).WaitAsync(stop.Token))
        {
            using var run = new AgentRun(surroundings, state, name, observer);
            await run.CarryOutAsync(stop.Token);
        }

        await new AgentNotice(surroundings, state).SendAsync(name);
    }

    private static AgentRecord Unstarted(AgentRecord agent, StoredAgent before) => before switch
    {
        { Record.State: AgentState.NeedsHuman } => agent with { State = AgentState.NeedsHuman, Reason = before.Record.Reason, Needs = before.Record.Needs },
        { Supervisor: null } => agent with { State = AgentState.Failed, Reason = "its creator went away while it started" },
        _ => agent with { State = before.Record.State, Reason = before.Record.Reason },
    };

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
