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
        Listing = new(database);
        Events = new(database, time);
        Journal = new(database, time);
        Turns = new(database, time);
        Mail = new(database, time);
        Requests = new(database, time);
        Cooldowns = new(database, time);
        Queue = new(database, Agents, time);
        Names = new(database);
        Repairs = new(database);
        Cleanups = new(database, time);
    }

    public StateDirectory Directory { get; }

    public AgentStore Agents { get; }

    public AgentListing Listing { get; }

    public EventLog Events { get; }

    public Journal Journal { get; }

    public TurnQueue Turns { get; }

    public AgentMail Mail { get; }

    /// <summary>What agents at work ask their supervisors for.</summary>
    public AgentRequests Requests { get; }

    public CooldownLedger Cooldowns { get; }

    public AgentQueue Queue { get; }

    public NameClaims Names { get; }

    public RepairLedger Repairs { get; }

    /// <summary>Room for the moment when the disk is full; null in processes that keep none.</summary>
    public DiskReserve? Reserve
    {
        get => database.Reserve;
        set => database.Reserve = value;
    }

    public CleanupStore Cleanups { get; }

    public static OrchState Open(StateDirectory directory, TimeProvider time) => new(directory, StateDatabase.Open(directory), time);

    public void Dispose() => database.Dispose();
}
