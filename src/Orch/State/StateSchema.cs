using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>The tables of the state database and their versions. A version is never edited, only followed by the next.</summary>
internal static class StateSchema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE tasks (
            id TEXT PRIMARY KEY,
            context_id TEXT NOT NULL,
            text TEXT NOT NULL,
            request_key TEXT UNIQUE,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE agents (
            name TEXT PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            task_id TEXT NOT NULL REFERENCES tasks (id),
            state TEXT NOT NULL,
            ended INTEGER NOT NULL,
            creator_boot TEXT NOT NULL,
            creator_pid INTEGER NOT NULL,
            creator_start INTEGER NOT NULL,
            supervisor_boot TEXT,
            supervisor_pid INTEGER,
            supervisor_start INTEGER,
            cancel_requested INTEGER NOT NULL DEFAULT 0,
            assignment TEXT NOT NULL,
            doc TEXT NOT NULL
        ) STRICT;
        CREATE INDEX agents_by_task ON agents (task_id);
        CREATE INDEX agents_by_end ON agents (ended);
        CREATE TABLE attempts (
            agent TEXT NOT NULL REFERENCES agents (name),
            n INTEGER NOT NULL,
            doc TEXT NOT NULL,
            PRIMARY KEY (agent, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            agent TEXT,
            kind TEXT NOT NULL,
            data TEXT NOT NULL
        ) STRICT;
        CREATE INDEX events_by_agent ON events (agent, seq);
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            agent TEXT NOT NULL REFERENCES agents (name),
            step TEXT NOT NULL,
            intent TEXT NOT NULL,
            outcome TEXT,
            started_at TEXT NOT NULL,
            ended_at TEXT
        ) STRICT;
        CREATE INDEX journal_by_agent ON journal (agent, id);
        """,
        """
        CREATE TABLE cooldowns (
            cli TEXT NOT NULL,
            account TEXT NOT NULL,
            kind TEXT NOT NULL,
            until TEXT NOT NULL,
            detail TEXT,
            seen_at TEXT NOT NULL,
            PRIMARY KEY (cli, account)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE turns (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            agent TEXT NOT NULL REFERENCES agents (name),
            text TEXT NOT NULL,
            sender TEXT,
            answers TEXT,
            state TEXT NOT NULL,
            attempt INTEGER,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX turns_by_agent ON turns (agent, state, id);
        ALTER TABLE agents ADD COLUMN follows TEXT;
        CREATE UNIQUE INDEX agents_follow ON agents (follows) WHERE follows IS NOT NULL;
        """,
        """
        CREATE TABLE queue (
            agent TEXT PRIMARY KEY REFERENCES agents (name),
            max_agents INTEGER NOT NULL,
            held TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE queue_clock (n INTEGER NOT NULL) STRICT;
        INSERT INTO queue_clock VALUES (0);
        CREATE TRIGGER queue_moved AFTER UPDATE OF state ON agents WHEN new.state <> old.state BEGIN UPDATE queue_clock SET n = n + 1; END;
        CREATE TRIGGER queue_held AFTER UPDATE OF held ON queue BEGIN UPDATE queue_clock SET n = n + 1; END;
        CREATE TABLE name_claims (
            name TEXT PRIMARY KEY,
            boot TEXT NOT NULL,
            pid INTEGER NOT NULL,
            start INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE repairs (
            agent TEXT PRIMARY KEY REFERENCES agents (name),
            used INTEGER NOT NULL,
            output TEXT
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE registry (
            name TEXT PRIMARY KEY,
            type TEXT,
            capabilities TEXT NOT NULL,
            supervised INTEGER NOT NULL DEFAULT 0,
            lease_ms INTEGER NOT NULL,
            lease_until INTEGER NOT NULL,
            registered_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE messages (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            sender TEXT NOT NULL,
            recipient TEXT NOT NULL,
            type TEXT NOT NULL,
            media_type TEXT NOT NULL,
            reply_to TEXT,
            context_id TEXT,
            task_id TEXT,
            metadata TEXT,
            sent_at INTEGER NOT NULL,
            state INTEGER NOT NULL,
            deliveries INTEGER NOT NULL DEFAULT 0,
            kept INTEGER NOT NULL DEFAULT 0,
            turn INTEGER,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX messages_open ON messages (recipient, seq) WHERE state < 2;
        CREATE INDEX messages_sent ON messages (sender, seq);
        CREATE INDEX messages_turn ON messages (turn) WHERE turn IS NOT NULL;
        CREATE TABLE pool (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            description TEXT NOT NULL,
            state INTEGER NOT NULL,
            requires TEXT,
            constraints TEXT,
            deadline INTEGER,
            after TEXT,
            priority INTEGER NOT NULL,
            max_attempts INTEGER,
            attempt INTEGER NOT NULL DEFAULT 0,
            owner TEXT,
            token INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER,
            result TEXT,
            published_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX pool_ready ON pool (priority DESC, seq) WHERE state = 1;
        CREATE INDEX pool_leases ON pool (lease_until) WHERE state = 2;
        CREATE INDEX pool_deadlines ON pool (deadline) WHERE state < 2 AND deadline IS NOT NULL;
        CREATE TABLE pool_after (
            after TEXT NOT NULL,
            task TEXT NOT NULL,
            PRIMARY KEY (after, task)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX pool_after_by_task ON pool_after (task);
        ALTER TABLE agents ADD COLUMN requested_by TEXT GENERATED ALWAYS AS (json_extract(doc, '$.requested_by')) VIRTUAL;
        CREATE INDEX agents_requested ON agents (requested_by) WHERE ended = 0;
        """,
        """
        CREATE TABLE requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            agent TEXT NOT NULL REFERENCES agents (name),
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            answer TEXT,
            trouble TEXT,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX requests_by_agent ON requests (agent, kind, id) WHERE answer IS NULL;
        """,
        """
        CREATE TABLE cleanups (
            agent TEXT PRIMARY KEY REFERENCES agents (name),
            head TEXT,
            rescue_ref TEXT,
            rescue_sha TEXT,
            aside TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT
        ) STRICT;
        """,
    ];

    /// <summary>Brings a database to the newest version, once, whoever comes first.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        if (Version(connection) == Versions.Length)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection);
        if (version > Versions.Length)
        {
            throw OrchException.Environment($"{connection.DataSource} was written by a newer Orch (schema {version}, this one knows {Versions.Length}): upgrade orch or set another ORCH_HOME");
        }

        for (; version < Versions.Length; version++)
        {
            Execute(connection, Versions[version]);
        }

        Execute(connection, $"PRAGMA user_version = {Versions.Length}");
        transaction.Commit();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
