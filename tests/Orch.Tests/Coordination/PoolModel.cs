using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>The pool as it should be, in its simplest form: a list, and rules that are applied to all of it at every step.</summary>
internal sealed class PoolModel
{
    private readonly List<Entry> entries = [];

    public IReadOnlyList<Entry> Entries => entries;

    public Entry Find(string id) => entries.Single(entry => entry.Id == id);

    public string? Publish(string id, IReadOnlyList<string> after, int priority, int? maxAttempts)
    {
        if (after.Contains(id))
        {
            return "Usage";
        }

        if (after.Any(one => entries.All(entry => entry.Id != one)))
        {
            return "NotFound";
        }

        if (entries.Any(entry => entry.Id == id))
        {
            return "Conflict";
        }

        entries.Add(new(id, after, priority, maxAttempts));
        Settle();
        return null;
    }

    public Entry? Claim(string agent, long until)
    {
        var next = entries.Where(entry => entry.State == PoolTaskState.Ready).MaxBy(entry => entry.Priority);
        if (next is not null)
        {
            (next.State, next.Owner, next.Until) = (PoolTaskState.Leased, agent, until);
            next.Attempt++;
        }

        return next;
    }

    public bool Holds(string id, int attempt) => entries.Any(entry => entry.Id == id && entry.State == PoolTaskState.Leased && entry.Attempt == attempt);

    public void Complete(string id)
    {
        Find(id).State = PoolTaskState.Done;
        Settle();
    }

    public void GiveBack(Entry entry)
    {
        entry.State = entry.Attempt >= entry.MaxAttempts ? PoolTaskState.Dead : PoolTaskState.Ready;
        Settle();
    }

    public void Cancel(string id)
    {
        if (Find(id).State is PoolTaskState.Waiting or PoolTaskState.Ready or PoolTaskState.Leased)
        {
            Find(id).State = PoolTaskState.Cancelled;
            Settle();
        }
    }

    public void Expire(long now)
    {
        foreach (var entry in entries.Where(entry => entry.State == PoolTaskState.Leased && entry.Until <= now).ToList())
        {
            GiveBack(entry);
        }
    }

    private void Settle()
    {
        // A task is published after those that it waits for, so once through is enough.
        foreach (var entry in entries.Where(entry => entry.State == PoolTaskState.Waiting))
        {
            var before = entry.After.Select(id => Find(id).State).ToList();
            entry.State = before.Any(state => state is PoolTaskState.Failed or PoolTaskState.Dead or PoolTaskState.Cancelled) ? PoolTaskState.Failed
                : before.TrueForAll(state => state == PoolTaskState.Done) ? PoolTaskState.Ready
                : PoolTaskState.Waiting;
        }
    }

    internal sealed class Entry(string id, IReadOnlyList<string> after, int priority, int? maxAttempts)
    {
        public string Id => id;

        public IReadOnlyList<string> After => after;

        public int Priority => priority;

        public int? MaxAttempts => maxAttempts;

        public PoolTaskState State { get; set; } = PoolTaskState.Waiting;

        public int Attempt { get; set; }

        public string? Owner { get; set; }

        public long Until { get; set; }
    }
}
