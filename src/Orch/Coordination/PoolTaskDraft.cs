namespace Orch.Coordination;

/// <summary>A task that is to be put into the pool.</summary>
/// <param name="Description">What is to be done, at most 1 MiB.</param>
public sealed record PoolTaskDraft(string Description)
{
    /// <summary>Gets the id: <c>[A-Za-z0-9][A-Za-z0-9._-]{0,127}</c>; null for one that is made.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the capabilities that its holder has to have registered.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Gets further conditions, by name. <c>deadline</c> (RFC 3339) is kept by the pool: after it the task is not given out any more; the others are for the agents.</summary>
    public IReadOnlyDictionary<string, string> Constraints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the tasks that have to be done before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Gets the priority; higher ones are given out first. Default: 0.</summary>
    public int Priority { get; init; }

    /// <summary>Gets how often it is given out before it is dead; null for without a limit.</summary>
    public int? MaxAttempts { get; init; }
}
