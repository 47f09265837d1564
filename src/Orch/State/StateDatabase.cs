using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>One connection to the state database (SQLite in WAL mode). Safe to use from several threads; every operation is one transaction.</summary>
internal sealed class StateDatabase : IDisposable
{
    // Result codes SQLITE_FULL and SQLITE_IOERR; the latter also when a file cannot grow.
    private const int Full = 13;
    private const int InputOutput = 10;

    private readonly SqliteConnection connection;
    private readonly Lock gate = new();

    private StateDatabase(SqliteConnection connection) => this.connection = connection;

    /// <summary>Room that is given away when the disk is full; null for none.</summary>
    public DiskReserve? Reserve { get; set; }

    /// <summary>Opens the database, creating and migrating it when needed.</summary>
    /// <exception cref="OrchException">The directory or file cannot be used.</exception>
    public static StateDatabase Open(StateDirectory directory) => new(Connect(directory));

    /// <summary>Opens a connection of its own, creating and migrating the database when needed.</summary>
    /// <exception cref="OrchException">The directory or file cannot be used.</exception>
    public static SqliteConnection Connect(StateDirectory directory)
    {
        directory.Ensure();
        if (!File.Exists(directory.Database))
        {
            CreateEmpty(directory.Database);
        }

        var opened = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = directory.Database,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            opened.Open();
            StateSchema.Execute(opened, "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
            StateSchema.Migrate(opened);
            return opened;
        }
        catch (SqliteException e)
        {
            opened.Dispose();
            throw OrchException.Environment($"cannot use {directory.Database}: {e.Message}; set ORCH_HOME to a private directory on a local disk", e);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Changes when somebody writes; costs one look at a file. Two writes within a few milliseconds may count as one.</summary>
    public DateTime Written => File.GetLastWriteTimeUtc($"{connection.DataSource}-wal");

    /// <summary>Runs a reading transaction: all that it reads belongs to one moment.</summary>
    public T Read<T>(Func<SqliteConnection, T> work) => Run(work, deferred: true);

    /// <summary>Runs a writing transaction (BEGIN IMMEDIATE): nobody else writes between its reads and its writes.</summary>
    public T Write<T>(Func<SqliteConnection, T> work) => Run(work, deferred: false);

    public void Dispose() => connection.Dispose();

    /// <summary>A command with named parameters; a null value becomes NULL.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private T Run<T>(Func<SqliteConnection, T> work, bool deferred)
    {
        lock (gate)
        {
            try
            {
                return RunOnce(work, deferred);
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Full or InputOutput && Reserve?.GiveAway() == true)
            {
                return RunOnce(work, deferred);
            }
        }
    }

    private T RunOnce<T>(Func<SqliteConnection, T> work, bool deferred)
    {
        using var transaction = connection.BeginTransaction(deferred);
        var result = work(connection);
        transaction.Commit();
        return result;
    }

    private static void CreateEmpty(string path)
    {
        try
        {
            PrivateFile.Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else created it in the same moment.
        }
    }
}
