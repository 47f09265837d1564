using Orch.State;

namespace Orch.Coordination;

/// <summary>Registry, mailbox and task pool of one state directory: one SQLite file, no server. Safe to use from several threads and processes.</summary>
public sealed class CoordinationStore : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private readonly CoordinationDatabase database;
    private readonly TimeProvider time;

    private CoordinationStore(CoordinationDatabase database, TimeProvider time, Func<string, string> redact)
    {
        this.database = database;
        this.time = time;
        SqliteRegistry = new(database, time);
        SqliteMailbox = new(database, time, redact);
        SqliteTasks = new(database, time, redact);
    }

    /// <summary>Gets who can be spoken to.</summary>
    public IAgentRegistry Registry => SqliteRegistry;

    /// <summary>Gets the messages.</summary>
    public IMailbox Mailbox => SqliteMailbox;

    /// <summary>Gets the tasks.</summary>
    public ITaskPool Tasks => SqliteTasks;

    internal SqliteRegistry SqliteRegistry { get; }

    internal SqliteMailbox SqliteMailbox { get; }

    internal SqliteTaskPool SqliteTasks { get; }

    /// <summary>Opens the store, creating it when needed.</summary>
    /// <param name="options">Its state directory and environment count; null for those of this process. Secrets of the environment are taken out of what is recorded.</param>
    /// <returns>The store, to be disposed.</returns>
    /// <exception cref="OrchException">The state directory cannot be used (environment).</exception>
    public static CoordinationStore Open(TaskDispatcherOptions? options = null) => Open(Surroundings.Of(options ?? new(), ""));

    /// <summary>Waits until there is something in an inbox, as <see cref="IMailbox.InboxAsync"/> gives it.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="max">At most so many messages.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <returns>The messages; empty when none came.</returns>
    /// <exception cref="OrchException">Nobody registered under that name (not found).</exception>
    public async Task<IReadOnlyList<Message>> WaitForMailAsync(string owner, TimeSpan patience, int max = 100, CancellationToken ct = default)
    {
        var messages = await Mailbox.InboxAsync(owner, max, ct);
        await WaitAsync(owner, patience, messages.Count > 0, () => SqliteMailbox.HasMail(owner), Look, ct);
        return messages;

        async Task<bool> Look() => (messages = await Mailbox.InboxAsync(owner, max, ct)).Count > 0;
    }

    /// <summary>Waits until there is something to claim, as <see cref="ITaskPool.ClaimAsync"/> takes it.</summary>
    /// <param name="agent">Who takes it.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="lease">How long it is the agent's own without a renewal; null for 60 seconds.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <returns>The task with the token; null when there was none to take.</returns>
    public async Task<PoolTask?> WaitForTaskAsync(string agent, TimeSpan patience, TimeSpan? lease = null, CancellationToken ct = default)
    {
        var task = await Tasks.ClaimAsync(agent, id: null, lease, ct);
        await WaitAsync(agent, patience, task is not null, () => SqliteTasks.MayHaveWork(id: null), Look, ct);
        return task;

        async Task<bool> Look() => (task = await Tasks.ClaimAsync(agent, id: null, lease, ct)) is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => database.Dispose();

    internal static CoordinationStore Open(Surroundings surroundings) =>
        Open(surroundings.State, surroundings.Time, new Redactor(KnownSecrets.From(surroundings.Environment)).Redact);

    internal static CoordinationStore Open(StateDirectory directory, TimeProvider time, Func<string, string>? redact = null) => new(new(directory), time, redact ?? (text => text));

    /// <summary>Runs a reading transaction over all three.</summary>
    internal T Read<T>(Func<CoordinationDatabase, T> work) => database.Read(work);

    /// <summary>Runs a writing transaction over all three.</summary>
    internal T Write<T>(Func<CoordinationDatabase, T> work) => database.Write(work, isDurable: true);

    internal DateTimeOffset Now() => time.GetUtcNow();

    // The look that writes nothing comes first, so that many who wait do not hold up those who work.
    private async Task WaitAsync(string name, TimeSpan patience, bool isThere, Func<bool> mayBeThere, Func<Task<bool>> look, CancellationToken ct)
    {
        var (started, renewed) = (time.GetTimestamp(), time.GetTimestamp());
        while (!isThere && time.GetElapsedTime(started) is var waited && waited < patience)
        {
            var left = patience - waited;
            await Task.Delay(left < Step ? left : Step, time, ct);
            if (time.GetElapsedTime(renewed) > TimeSpan.FromSeconds(1))
            {
                SqliteRegistry.Renew(name);
                renewed = time.GetTimestamp();
            }

            isThere = mayBeThere() && await look();
        }
    }
}
