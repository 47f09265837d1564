namespace Orch.Coordination;

/// <summary>What an agent says of itself when it registers.</summary>
/// <param name="Name">Its name: <c>[A-Za-z0-9][A-Za-z0-9._-]{0,127}</c>.</param>
public sealed record Registration(string Name)
{
    /// <summary>The lease when none is asked for: 60 seconds.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(60);

    /// <summary>Gets what kind of agent it is, in free words; null when it does not say.</summary>
    public string? Type { get; init; }

    /// <summary>Gets what it can do, in the same form as names.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Gets how long the entry is alive without a further call. Default: 60 seconds.</summary>
    public TimeSpan Lease { get; init; } = DefaultLease;
}
