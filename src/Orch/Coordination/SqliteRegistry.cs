using Microsoft.Data.Sqlite;
using Orch.Processes;
using Orch.State;

namespace Orch.Coordination;

/// <summary>The registry in the state database.</summary>
internal sealed class SqliteRegistry(CoordinationDatabase database, TimeProvider time) : IAgentRegistry
{
    private const string Select = """
        SELECT r.name, r.type, r.capabilities, r.lease_until, r.registered_at, r.supervised, r.lease_ms, a.supervisor_boot, a.supervisor_pid, a.supervisor_start
        FROM registry r LEFT JOIN agents a ON r.supervised = 1 AND a.name = r.name AND a.ended = 0
        """;

    private const string Replace = """
        INSERT INTO registry (name, type, capabilities, lease_ms, lease_until, registered_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name) DO UPDATE SET type = coalesce(excluded.type, type), capabilities = excluded.capabilities, lease_ms = excluded.lease_ms, lease_until = excluded.lease_until
        """;

    public Task<RegistryEntry> RegisterAsync(Registration registration, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            ArgumentNullException.ThrowIfNull(registration);
            var name = CoordinationInput.Name("an agent's name", registration.Name);
            if (name == MessageDraft.Broadcast)
            {
                throw OrchException.Usage($"'{MessageDraft.Broadcast}' means everybody, so nobody can have it for a name: choose another");
            }

            var capabilities = CoordinationInput.Names("a capability", registration.Capabilities);
            var type = registration.Type is { } word ? CoordinationInput.Name("an agent's type", word) : null;
            var lease = (long)CoordinationInput.Lease(registration.Lease).TotalMilliseconds;
            return database.Write(db =>
            {
                var now = time.GetUtcNow();
                var before = Find(db, name, now);
                var ms = now.ToUnixTimeMilliseconds();
                db.Execute(Replace, name, type, CoordinationJson.Column(capabilities) ?? "[]", lease, ms + lease, ms);
                var after = Find(db, name, now)!;
                if (before is not { Alive: true } || before.Type != after.Type || !before.Capabilities.SequenceEqual(after.Capabilities, StringComparer.Ordinal))
                {
                    db.Append(now, name, new(EventKinds.Registered, ("name", name), ("type", after.Type), ("capabilities", string.Join(',', after.Capabilities))));
                }

                return after;
            });
        },
        ct);

    public Task<RegistryEntry> HeartbeatAsync(string name, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            CoordinationInput.Name("an agent's name", name);
            return database.Write(db =>
            {
                var now = time.GetUtcNow();
                Renew(db, name, now);
                return Require(db, name, now);
            });
        },
        ct);

    public Task<IReadOnlyList<RegistryEntry>> DiscoverAsync(string? capability = null, bool includeExpired = false, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            if (capability is not null)
            {
                CoordinationInput.Name("a capability", capability);
            }

            return database.Read(db => (IReadOnlyList<RegistryEntry>)
                [.. All(db, time.GetUtcNow()).Where(entry => (includeExpired || entry.Alive) && (capability is null || entry.Capabilities.Contains(capability, StringComparer.Ordinal)))]);
        },
        ct);

    /// <summary>Renews the entry of an agent that made a call in its own name; does nothing for one that never registered.</summary>
    public void Renew(string name)
    {
        if (CoordinationInput.IsName(name))
        {
            database.Write(db => Renew(db, name, time.GetUtcNow()));
        }
    }

    internal static int Renew(CoordinationDatabase db, string name, DateTimeOffset now) =>
        db.Execute("UPDATE registry SET lease_until = max(lease_until, $2 + lease_ms) WHERE name = $1", name, now.ToUnixTimeMilliseconds());

    internal static RegistryEntry Require(CoordinationDatabase db, string name, DateTimeOffset now) => Find(db, name, now)
        ?? throw OrchException.NotFound($"no agent has registered as {name}: 'orch a2a discover --all' shows those that have, 'orch a2a register {name}' does it");

    internal static bool IsKnown(CoordinationDatabase db, string name) => db.Value("SELECT 1 FROM registry WHERE name = $1", name) is not null;

    internal static RegistryEntry? Find(CoordinationDatabase db, string name, DateTimeOffset now) =>
        db.Rows($"{Select} WHERE r.name = $1", row => Entry(row, now), name).SingleOrDefault();

    internal static List<RegistryEntry> All(CoordinationDatabase db, DateTimeOffset now) => db.Rows($"{Select} ORDER BY r.name", row => Entry(row, now));

    /// <summary>Makes a name known whose mail has to wait somewhere; it is not alive by that.</summary>
    internal static void Know(CoordinationDatabase db, string name, DateTimeOffset now) => db.Execute(
        "INSERT INTO registry (name, capabilities, lease_ms, lease_until, registered_at) VALUES ($1, '[]', $2, 0, $3) ON CONFLICT (name) DO NOTHING",
        name,
        (long)Registration.DefaultLease.TotalMilliseconds,
        now.ToUnixTimeMilliseconds());

    // Of an agent that Orch runs, the supervisor's life is the lease.
    private static RegistryEntry Entry(SqliteDataReader row, DateTimeOffset now)
    {
        var until = row.GetInt64(3);
        var isSupervised = row.GetInt64(5) == 1;
        var isAlive = isSupervised
            ? !row.IsDBNull(7) && new ProcessIdentity(row.GetString(7), row.GetInt32(8), row.GetInt64(9)).IsAlive()
            : until > now.ToUnixTimeMilliseconds();
        return new()
        {
            Name = row.GetString(0),
            Type = row.IsDBNull(1) ? null : row.GetString(1),
            Capabilities = CoordinationJson.List(row.GetString(2)),
            RegisteredAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            LeaseUntil = isSupervised && isAlive ? now.AddMilliseconds(row.GetInt64(6)) : DateTimeOffset.FromUnixTimeMilliseconds(until),
            Alive = isAlive,
        };
    }
}
