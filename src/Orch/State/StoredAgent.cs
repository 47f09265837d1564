using Orch.Processes;

namespace Orch.State;

/// <summary>An agent as the database holds it.</summary>
/// <param name="Record">What users see.</param>
/// <param name="Assignment">What its supervisor was told to do, as JSON of the Supervision room.</param>
/// <param name="Supervisor">The process that owns it; null before one took it.</param>
/// <param name="CancelRequested">The user wants it stopped for good.</param>
/// <param name="Creator">The process that recorded it, whose own it is until a supervisor has taken it.</param>
internal sealed record StoredAgent(AgentRecord Record, string Assignment, ProcessIdentity? Supervisor, bool CancelRequested, ProcessIdentity Creator)
{
    /// <summary>The record to show: an agent without an end whose owner is gone is <see cref="AgentState.Lost"/>.</summary>
    public AgentRecord Display()
    {
        if (Record.State.IsEnd() || Record.State == AgentState.NeedsHuman || (Supervisor ?? Creator).IsAlive())
        {
            return Record;
        }

        var reason = Supervisor is null
            ? "whoever started it went away before its supervisor had taken it"
            : $"its supervisor (process {Supervisor.Pid}) is gone without a recorded end";
        return Record with { State = AgentState.Lost, Reason = reason };
    }
}
