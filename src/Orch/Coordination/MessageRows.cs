using System.Text;
using Microsoft.Data.Sqlite;
using Orch.State;

namespace Orch.Coordination;

/// <summary>Messages as rows. Rules about who and how many are the mailbox's.</summary>
internal static class MessageRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "id, sender, recipient, type, media_type, reply_to, context_id, task_id, metadata, sent_at, state, deliveries, body, seq";

    public static SentMessage Read(SqliteDataReader row) => new(
        new()
        {
            Id = row.GetString(0),
            From = row.GetString(1),
            To = row.GetString(2),
            Type = row.GetString(3),
            MediaType = row.GetString(4),
            ReplyTo = Text(row, 5),
            ContextId = Text(row, 6),
            TaskId = Text(row, 7),
            Metadata = CoordinationJson.Pairs(Text(row, 8)),
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)),
            Deliveries = row.GetInt32(11),
            Body = row.GetString(12),
        },
        (MessageState)row.GetInt32(10));

    /// <summary>Records a message, once for each id.</summary>
    /// <returns>Whether it was not there before.</returns>
    public static bool Insert(CoordinationDatabase db, Message message, MessageState state, DateTimeOffset now)
    {
        var count = db.Execute(
            """
            INSERT INTO messages (id, sender, recipient, type, media_type, reply_to, context_id, task_id, metadata, sent_at, state, deliveries, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING
            """,
            message.Id,
            message.From,
            message.To,
            message.Type,
            message.MediaType,
            message.ReplyTo,
            message.ContextId,
            message.TaskId,
            CoordinationJson.Column(message.Metadata),
            message.SentAt.ToUnixTimeMilliseconds(),
            (int)state,
            message.Deliveries,
            message.Body);
        if (count == 1)
        {
            db.Append(now, message.From, new(
                EventKinds.Message,
                ("state", SnakeCase.Of(state)),
                ("ids", message.Id),
                ("from", message.From),
                ("to", message.To),
                ("type", message.Type),
                ("bytes", $"{Encoding.UTF8.GetByteCount(message.Body)}")));
        }

        return count == 1;
    }

    /// <summary>The event of what became of messages; none for none.</summary>
    public static void Note(CoordinationDatabase db, DateTimeOffset now, string owner, MessageState state, IReadOnlyCollection<string> ids)
    {
        if (ids.Count > 0)
        {
            db.Append(now, owner, new(EventKinds.Message, ("state", SnakeCase.Of(state)), ("ids", string.Join(',', ids)), ("to", owner)));
        }
    }

    /// <summary>Gives up what waits in an inbox for too long; what may not be dropped waits on.</summary>
    public static void GiveUp(CoordinationDatabase db, DateTimeOffset now, string recipient)
    {
        var limit = (now - CoordinationLimits.MessageAge).ToUnixTimeMilliseconds();
        if (db.Value("SELECT sent_at FROM messages WHERE recipient = $1 AND state < 2 ORDER BY seq LIMIT 1", recipient) is long oldest && oldest <= limit)
        {
            Note(db, now, recipient, MessageState.Dead, db.Rows(
                "UPDATE messages SET state = 3 WHERE recipient = $1 AND state < 2 AND sent_at <= $2 AND kept = 0 RETURNING id", row => row.GetString(0), recipient, limit));
        }
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
