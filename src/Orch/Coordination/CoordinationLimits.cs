namespace Orch.Coordination;

/// <summary>What the coordination takes, and how long it keeps waiting.</summary>
public static class CoordinationLimits
{
    /// <summary>The longest body, description or result, in bytes of UTF-8: 1 MiB.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>The most messages that wait in one inbox: 10,000.</summary>
    public const int InboxDepth = 10_000;

    /// <summary>How long a message waits to be acknowledged before it is dead: 7 days.</summary>
    public static readonly TimeSpan MessageAge = TimeSpan.FromDays(7);

    /// <summary>The lease of a claim when none is asked for: 60 seconds.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(60);

    /// <summary>The longest lease: 30 days.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
}
