using System.Runtime.InteropServices;
using Orch.Processes;
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

        if (!state.Agents.TakeOwnership(name, ProcessIdentity.Current()))
        {
            await handover.RefuseAsync($"{name} has ended already", ct);
            return;
        }

        if (!await handover.ConfirmAsync(ct))
        {
            // The creator has reported, or will, that nothing was started; so nothing may go on here.
            state.Agents.Update(name, agent => agent with { State = AgentState.Failed, Reason = "its creator went away while it started" });
            return;
        }

        var surroundings = pane with { Environment = handover.Environment, Directory = handover.Directory };
        using var run = new AgentRun(surroundings, state, name, observer);
        await run.CarryOutAsync(stop.Token);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
