namespace Orch.Coordination;

/// <summary>How things stand: the document <c>orch.a2a_status/1</c>.</summary>
internal sealed record CoordinationStatus
{
    public string Schema { get; init; } = "orch.a2a_status/1";

    public required int AgentsAlive { get; init; }

    public required int AgentsExpired { get; init; }

    /// <summary>How many messages are in which state.</summary>
    public required IReadOnlyDictionary<string, int> Messages { get; init; }

    /// <summary>When the oldest message that was not acknowledged yet was sent; null when there is none.</summary>
    public required DateTimeOffset? OldestMessage { get; init; }

    /// <summary>How many tasks are in which state.</summary>
    public required IReadOnlyDictionary<string, int> Tasks { get; init; }

    /// <summary>The tasks that somebody works on.</summary>
    public required IReadOnlyList<PoolTask> Leases { get; init; }

    /// <summary>The ids of the tasks whose last attempt failed or was lost.</summary>
    public required IReadOnlyList<string> DeadTasks { get; init; }

    /// <summary>The ids of the newest messages that were given up, at most 100.</summary>
    public required IReadOnlyList<string> DeadMessages { get; init; }
}
