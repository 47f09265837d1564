namespace Orch.Supervision;

/// <summary>Which CLI of a chain is next, and when.</summary>
/// <param name="Index">Which one; null when none is left to try.</param>
/// <param name="At">When it may be tried, in the future; null for at once. Without an index: when the earliest could have been tried, had it been within its time.</param>
internal sealed record ChainChoice(int? Index, DateTimeOffset? At)
{
    /// <summary>The first that can be tried now, else the one that can be tried first.</summary>
    /// <param name="links">The chain.</param>
    /// <param name="first">The CLI that is at work, and is preferred: it has the session.</param>
    /// <param name="now">The present.</param>
    public static ChainChoice Of(IReadOnlyList<ChainLink> links, int first, DateTimeOffset now)
    {
        var left = Enumerable.Range(0, links.Count).Select(n => (first + n) % links.Count).Where(index => !links[index].IsSpent).ToList();
        if (left.FindIndex(index => IsReady(links[index], now)) is >= 0 and var ready)
        {
            return new(left[ready], At: null);
        }

        var cooling = left.OrderBy(index => links[index].CoolUntil).ToList();
        var worth = cooling.FindIndex(index => links[index].CoolUntil <= links[index].WaitUntil);
        return worth >= 0
            ? new(cooling[worth], links[cooling[worth]].CoolUntil)
            : new(null, cooling.Count == 0 ? null : links[cooling[0]].CoolUntil);
    }

    /// <summary>Whether another one could take over at once.</summary>
    public static bool HasOther(IReadOnlyList<ChainLink> links, int current, DateTimeOffset now) =>
        links.Where((link, index) => index != current && !link.IsSpent && IsReady(link, now)).Any();

    private static bool IsReady(ChainLink link, DateTimeOffset now) => link.CoolUntil is null || link.CoolUntil <= now;
}
