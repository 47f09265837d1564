using Orch.Processes;

namespace Orch.State;

/// <summary>An agent as the database holds it.</summary>
/// <param name="Record">What users see.</param>
/// <param name="Assignment">What its supervisor was told to do, as JSON of the Supervision room.</param>
/// <param name="Supervisor">The process that owns it; null before one took it.</param>
/// <param name="CancelRequested">The user wants it stopped for good.</param>
internal sealed record StoredAgent(AgentRecord Record, string Assignment, ProcessIdentity? Supervisor, bool CancelRequested)
{
    /// <summary>The record to show: an agent without an end whose supervisor took it and is gone is <see cref="AgentState.Lost"/>.</summary>
    public AgentRecord Display() =>
        Record.State.IsEnd() || Record.State == AgentState.NeedsHuman || Supervisor is null || Supervisor.IsAlive()
            ? Record
            : Record with { State = AgentState.Lost, Reason = $"its supervisor (process {Supervisor.Pid}) is gone without a recorded end" };
}
