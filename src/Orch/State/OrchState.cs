namespace Orch.State;

/// <summary>The whole record of one state directory, opened.</summary>
internal sealed class OrchState : IDisposable
{
    private readonly StateDatabase database;

    private OrchState(StateDirectory directory, StateDatabase database, TimeProvider time)
    {
        this.database = database;
        Directory = directory;
        Agents = new(database, time);
        Events = new(database, time);
        Journal = new(database, time);
        Turns = new(database, time);
        Mail = new(database, time);
        Requests = new(database, time);
        Cooldowns = new(database, time);
    }

    public StateDirectory Directory { get; }

    public AgentStore Agents { get; }

    public EventLog Events { get; }

    public Journal Journal { get; }

    public TurnQueue Turns { get; }

    public AgentMail Mail { get; }

    /// <summary>What agents at work ask their supervisors for.</summary>
    public AgentRequests Requests { get; }

    public CooldownLedger Cooldowns { get; }

    public static OrchState Open(StateDirectory directory, TimeProvider time) => new(directory, StateDatabase.Open(directory), time);

    public void Dispose() => database.Dispose();
}
