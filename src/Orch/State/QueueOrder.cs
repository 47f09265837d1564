using System.Globalization;

namespace Orch.State;

/// <summary>Who may start: in the order in which the agents were recorded, those first that could; each by the limit that it was started with.</summary>
internal static class QueueOrder
{
    /// <summary>Whether an agent may go to work now.</summary>
    /// <param name="entries">The agents at work and in the queue whose owners are alive, oldest first.</param>
    /// <param name="name">The agent.</param>
    public static bool MayGo(IReadOnlyList<QueueEntry> entries, string name) =>
        entries.FirstOrDefault(one => one.Name == name) is { IsQueued: true, Held: null } own
        && entries.Count(one => !one.IsQueued) + Ahead(entries, name) < own.MaxAgents;

    /// <summary>Where an agent waits; null when it does not.</summary>
    /// <param name="entries">The agents at work and in the queue whose owners are alive, oldest first.</param>
    /// <param name="name">The agent.</param>
    public static QueuePlace? Place(IReadOnlyList<QueueEntry> entries, string name)
    {
        if (entries.FirstOrDefault(one => one.Name == name) is not { IsQueued: true } own)
        {
            return null;
        }

        if (own.Held is { } held)
        {
            return new(null, held);
        }

        var place = Ahead(entries, name) + 1;
        var working = entries.Count(one => !one.IsQueued);
        return new(place, string.Create(CultureInfo.InvariantCulture, $"{Ordinal(place)} in the queue: {working} of {own.MaxAgents} agents {(working == 1 ? "is" : "are")} at work"));
    }

    private static int Ahead(IReadOnlyList<QueueEntry> entries, string name) =>
        entries.TakeWhile(one => one.Name != name).Count(one => one is { IsQueued: true, Held: null });

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
