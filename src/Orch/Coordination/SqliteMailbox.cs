using Orch.Agents;
using Orch.State;

namespace Orch.Coordination;

/// <summary>The mailbox in the state database.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="redact">Takes secrets out of a text.</param>
internal sealed class SqliteMailbox(CoordinationDatabase database, TimeProvider time, Func<string, string> redact) : IMailbox
{
    public Task<IReadOnlyList<Message>> SendAsync(MessageDraft draft, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            ArgumentNullException.ThrowIfNull(draft);
            draft = Check(draft);
            return database.Write(db => Send(db, draft, time.GetUtcNow()));
        },
        ct);

    public Task<IReadOnlyList<Message>> InboxAsync(string owner, int max = 100, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            CoordinationInput.Name("an agent's name", owner);
            ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
            return database.Write(db => Show(db, owner, max, time.GetUtcNow()));
        },
        ct);

    public Task AckAsync(string owner, IReadOnlyList<string> ids, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            ArgumentNullException.ThrowIfNull(ids);
            CoordinationInput.Name("an agent's name", owner);
            var unknown = database.Write(db => Ack(db, owner, [.. ids.Distinct(StringComparer.Ordinal)], time.GetUtcNow()));
            return unknown.Count == 0
                ? unknown
                : throw OrchException.NotFound($"no message {string.Join(", ", unknown.Select(id => OneLine.Of(id, 60)))} in the inbox of {owner}: 'orch a2a inbox' shows those that wait");
        },
        ct);

    public Task<IReadOnlyList<SentMessage>> SentAsync(string sender, int max = 100, CancellationToken ct = default) => Inline.Run(
        () =>
        {
            CoordinationInput.Name("an agent's name", sender);
            ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
            return database.Write(db =>
            {
                var now = time.GetUtcNow();
                SqliteRegistry.Renew(db, sender, now);
                foreach (var recipient in db.Rows("SELECT DISTINCT recipient FROM messages WHERE sender = $1 AND state < 2", row => row.GetString(0), sender))
                {
                    MessageRows.GiveUp(db, now, recipient);
                }

                return (IReadOnlyList<SentMessage>)db.Rows(
                    $"SELECT {MessageRows.Columns} FROM messages WHERE sender = $1 ORDER BY seq DESC LIMIT $2", MessageRows.Read, sender, max);
            });
        },
        ct);

    /// <summary>A message of an inbox, whatever became of it.</summary>
    /// <exception cref="OrchException">There is none of this id (not found).</exception>
    public Message Get(string owner, string id) => database.Read(db => db.Rows(
            $"SELECT {MessageRows.Columns} FROM messages WHERE id = $1 AND recipient = $2", MessageRows.Read, id, owner).SingleOrDefault())?.Message
        ?? throw OrchException.NotFound($"no message {OneLine.Of(id, 60)} in the inbox of {owner}: 'orch a2a inbox' shows those that wait");

    /// <summary>Whether anything waits for an agent, or may have come about; a look that writes nothing.</summary>
    public bool HasMail(string owner) => database.Read(db =>
        db.Value("SELECT 1 FROM messages WHERE recipient = $1 AND state < 2 LIMIT 1", owner) is not null || LostAgents.Find(db, owner).Count > 0);

    private MessageDraft Check(MessageDraft draft)
    {
        CoordinationInput.Name("the sender's name", draft.From);
        CoordinationInput.Name("the recipient's name", draft.To);
        CoordinationInput.Name("a message's type", draft.Type);
        CoordinationInput.MediaType(draft.MediaType);
        CoordinationInput.Pairs("the metadata", draft.Metadata);
        foreach (var (what, id) in (ReadOnlySpan<(string, string?)>)[("the id that is replied to", draft.ReplyTo), ("a context's id", draft.ContextId), ("a task's id", draft.TaskId)])
        {
            _ = id is null ? null : CoordinationInput.Name(what, id);
        }

        return draft with { Body = CoordinationInput.Text("the message", redact(CoordinationInput.Text("the message", draft.Body))) };
    }

    private static IReadOnlyList<Message> Send(CoordinationDatabase db, MessageDraft draft, DateTimeOffset now)
    {
        SqliteRegistry.Renew(db, draft.From, now);
        if (draft.To != MessageDraft.Broadcast)
        {
            if (!SqliteRegistry.IsKnown(db, draft.To))
            {
                SqliteRegistry.Require(db, draft.To, now);
            }

            if (!HasRoom(db, draft.To, now))
            {
                throw OrchException.Conflict($"the inbox of {draft.To} is full: {CoordinationLimits.InboxDepth} messages wait there to be acknowledged; send it later");
            }

            return [Insert(db, draft, draft.To, MessageState.Queued, now)];
        }

        var sent = new List<Message>();
        foreach (var entry in SqliteRegistry.All(db, now).Where(entry => entry.Alive && entry.Name != draft.From))
        {
            var hasRoom = HasRoom(db, entry.Name, now);
            var message = Insert(db, draft, entry.Name, hasRoom ? MessageState.Queued : MessageState.Dead, now);
            if (hasRoom)
            {
                sent.Add(message);
            }
        }

        return sent;
    }

    private static Message Insert(CoordinationDatabase db, MessageDraft draft, string to, MessageState state, DateTimeOffset now)
    {
        var message = new Message
        {
            Id = Ids.New("msg"),
            From = draft.From,
            To = to,
            Type = draft.Type,
            Body = draft.Body,
            MediaType = draft.MediaType,
            ReplyTo = draft.ReplyTo,
            ContextId = draft.ContextId,
            TaskId = draft.TaskId,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Metadata = draft.Metadata,
        };
        MessageRows.Insert(db, message, state, now);
        return message;
    }

    private static bool HasRoom(CoordinationDatabase db, string recipient, DateTimeOffset now)
    {
        if (MayHaveRoom(db, recipient))
        {
            return true;
        }

        MessageRows.GiveUp(db, now, recipient);
        return db.Value("SELECT count(*) FROM messages WHERE recipient = $1 AND state < 2", recipient) is long count && count < CoordinationLimits.InboxDepth;
    }

    // Counting a long inbox at every message would be slow; numbers that are near to each other cannot have many between them.
    private static bool MayHaveRoom(CoordinationDatabase db, string recipient) => db.Value(
        """
        SELECT coalesce((SELECT seq FROM messages WHERE recipient = $1 AND state < 2 ORDER BY seq DESC LIMIT 1)
            - (SELECT seq FROM messages WHERE recipient = $1 AND state < 2 ORDER BY seq LIMIT 1) + 1, 0)
        """,
        recipient) is long span && span < CoordinationLimits.InboxDepth;

    private static IReadOnlyList<Message> Show(CoordinationDatabase db, string owner, int max, DateTimeOffset now)
    {
        if (SqliteRegistry.Renew(db, owner, now) == 0)
        {
            SqliteRegistry.Require(db, owner, now);
        }

        LostAgents.Report(db, owner, now);
        MessageRows.GiveUp(db, now, owner);
        var last = 0L;
        var waiting = db.Rows(
            $"SELECT {MessageRows.Columns} FROM messages WHERE recipient = $1 AND state < 2 ORDER BY seq LIMIT $2",
            row =>
            {
                last = row.GetInt64(13);
                return MessageRows.Read(row);
            },
            owner,
            max);
        if (waiting.Count > 0)
        {
            db.Execute("UPDATE messages SET state = 1, deliveries = deliveries + 1 WHERE recipient = $1 AND state < 2 AND seq <= $2", owner, last);
            MessageRows.Note(db, now, owner, MessageState.Delivered, [.. waiting.Where(one => one.State == MessageState.Queued).Select(one => one.Message.Id)]);
        }

        return [.. waiting.Select(one => one.Message with { Deliveries = one.Message.Deliveries + 1 })];
    }

    /// <returns>The ids that are not of this inbox.</returns>
    private static List<string> Ack(CoordinationDatabase db, string owner, IReadOnlyList<string> ids, DateTimeOffset now)
    {
        SqliteRegistry.Renew(db, owner, now);
        var (acked, unknown) = (new List<string>(), new List<string>());
        foreach (var id in ids)
        {
            if (db.Execute("UPDATE messages SET state = 2 WHERE id = $1 AND recipient = $2 AND state < 2", id, owner) == 1)
            {
                acked.Add(id);
            }
            else if (db.Value("SELECT 1 FROM messages WHERE id = $1 AND recipient = $2", id, owner) is null)
            {
                unknown.Add(id);
            }
        }

        MessageRows.Note(db, now, owner, MessageState.Acked, acked);
        return unknown;
    }
}
