using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using Orch.State;

namespace Orch.Coordination;

/// <summary>
/// A connection to the state database for many small transactions: its statements are prepared once. A commit survives the death of any
/// process; a durable one is also on the disk when it is reported.
/// </summary>
internal sealed class CoordinationDatabase(StateDirectory directory) : IDisposable
{
    private readonly SqliteConnection connection = StateDatabase.Connect(directory);
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private SafeFileHandle? log;

    /// <summary>For statements of the other stores, within a transaction.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Runs a reading transaction: all that it reads belongs to one moment.</summary>
    public T Read<T>(Func<CoordinationDatabase, T> work) => Run("BEGIN", work, isDurable: false);

    /// <summary>Runs a writing transaction: nobody else writes between its reads and its writes.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="isDurable">It has to survive a power cut.</param>
    public T Write<T>(Func<CoordinationDatabase, T> work, bool isDurable = false) => Run("BEGIN IMMEDIATE", work, isDurable);

    /// <summary>Runs a statement within a transaction.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null for none.</summary>
    public object? Value(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    /// <summary>All rows; read to the end, so that a statement with RETURNING has done all of its work.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepared(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public void Append(DateTimeOffset at, string? agent, NewEvent one) => Execute(
        EventLog.Insert, Rfc3339Converter.Text(at), agent, one.Kind, EventLog.Data(one));

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var command in commands.Values)
            {
                command.Dispose();
            }

            commands.Clear();
            connection.Dispose();
            log?.Dispose();
        }
    }

    private T Run<T>(string begin, Func<CoordinationDatabase, T> work, bool isDurable)
    {
        T result;
        var wrote = false;
        lock (gate)
        {
            var before = isDurable ? Changes() : 0;
            Execute(begin);
            try
            {
                result = work(this);
                Execute("COMMIT");
            }
            catch
            {
                // Some errors of SQLite have ended it already.
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                {
                    Execute("ROLLBACK");
                }

                throw;
            }

            wrote = isDurable && Changes() != before;
            if (wrote)
            {
                log ??= OpenLog();
            }
        }

        if (wrote)
        {
            // With synchronous FULL the flush would be made under the write lock, one process after the other; here many are one.
            RandomAccess.FlushToDisk(log!);
        }

        return result;
    }

    private long Changes() => (long)Value("SELECT total_changes()")!;

    // SQLite keeps the log as long as a connection is open, and has no locks on it that closing a descriptor could lose.
    private SafeFileHandle OpenLog() => File.OpenHandle($"{directory.Database}-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "All statements are constants; values are parameters.")]
    private SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"${i + 1}", value: null));
            }

            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
