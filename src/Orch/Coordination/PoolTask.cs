using System.Text.Json.Serialization;
using Orch.State;

namespace Orch.Coordination;

/// <summary>A task of the pool: the document <c>orch.task/1</c>.</summary>
public sealed record PoolTask
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.task/1";

    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what is to be done.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the state.</summary>
    [JsonConverter(typeof(SnakeCaseEnumConverter<PoolTaskState>))]
    public required PoolTaskState State { get; init; }

    /// <summary>Gets the capabilities that its holder has to have registered.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Gets further conditions, by name.</summary>
    public IReadOnlyDictionary<string, string> Constraints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the tasks that have to be done before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Gets the priority.</summary>
    public int Priority { get; init; }

    /// <summary>Gets how often it was given out.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets how often it is given out before it is dead; null for without a limit.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>Gets who holds it, or ended it; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the fencing token of the claim; only shown to the one who made it.</summary>
    public long? Token { get; init; }

    /// <summary>Gets the end of the lease; null when nobody holds it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Gets what came of it, or why it failed; null for nothing yet.</summary>
    public string? Result { get; init; }
}
