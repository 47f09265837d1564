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
