using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Orch.State;

/// <summary>What became of an agent, as a message to the agent that asked for it; recorded in the transaction of the change itself, so that it cannot be lost.</summary>
internal static class ResultMessages
{
    private const int LongestAnswer = 64 << 10;

    /// <summary>Whether the state is one that whoever asked for the agent has to hear of.</summary>
    public static bool IsDue(AgentRecord agent) => agent.RequestedBy is not null && (agent.State.IsEnd() || agent.State is AgentState.NeedsHuman or AgentState.Lost);

    /// <summary>The id of the message that an agent is lost; another supervisor that is lost makes another one.</summary>
    public static string LostId(StoredAgent agent) => $"result-{agent.Record.Id}-lost-{(agent.Supervisor ?? agent.Creator).Pid}-{(agent.Supervisor ?? agent.Creator).StartTime}";

    /// <summary>The id of the message about a state that was entered.</summary>
    public static string StateId(AgentRecord agent) => $"result-{agent.Id}-{SnakeCase.Of(agent.State)}-{agent.StateAt.ToUnixTimeMilliseconds()}";

    /// <summary>Puts it into the inbox, however full that is, once for each id; within a transaction of the caller.</summary>
    public static void Append(SqliteConnection connection, DateTimeOffset now, string id, AgentRecord agent)
    {
        var to = agent.RequestedBy!;
        using (var know = StateDatabase.Command(
            connection,
            "INSERT INTO registry (name, capabilities, lease_ms, lease_until, registered_at) VALUES ($name, '[]', 60000, 0, $now) ON CONFLICT (name) DO NOTHING",
            ("$name", to),
            ("$now", now.ToUnixTimeMilliseconds())))
        {
            know.ExecuteNonQuery();
        }

        var body = Text(agent);
        using var command = StateDatabase.Command(
            connection,
            """
            INSERT INTO messages (id, sender, recipient, type, media_type, context_id, task_id, metadata, sent_at, state, kept, body)
            VALUES ($id, $from, $to, 'result', 'text/plain', $context, $task, $metadata, $now, 0, 1, $body) ON CONFLICT (id) DO NOTHING
            """,
            ("$id", id),
            ("$from", agent.Name),
            ("$to", to),
            ("$context", agent.ContextId),
            ("$task", agent.TaskId),
            ("$metadata", Metadata(agent)),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$body", body));
        if (command.ExecuteNonQuery() == 1)
        {
            EventLog.Append(connection, now, agent.Name, new(
                EventKinds.Message, ("state", "queued"), ("ids", id), ("from", agent.Name), ("to", to), ("type", "result"), ("bytes", $"{Encoding.UTF8.GetByteCount(body)}")));
        }
    }

    private static string Metadata(AgentRecord agent) => JsonSerializer.Serialize(
        ((string Name, string? Value)[])
        [
            ("agent", agent.Name),
            ("agent_id", agent.Id),
            ("state", SnakeCase.Of(agent.State)),
            ("branch", agent.Branch),
            ("head_sha", agent.HeadSha),
            ("pull_request", agent.PullRequest?.Url),
        ] is var pairs ? pairs.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal) : [],
        StateJson.Default.DictionaryStringString);

    private static string Text(AgentRecord agent)
    {
        var text = new StringBuilder($"The agent {agent.Name} that you asked for is {SnakeCase.Of(agent.State)}{(agent.Reason is { } reason ? $": {reason}" : "")}\n");
        if (agent.HeadSha is { } head)
        {
            text.Append($"Its work is {head} on the branch {agent.Branch}\n");
        }

        if (agent.Needs is { } needs)
        {
            text.Append($"It needs a person ({needs.Kind}): {needs.Text}\n");
        }

        if (agent.Answer is { } answer)
        {
            text.Append("Its answer:\n").Append(answer.Length > LongestAnswer ? $"{answer.AsSpan(0, LongestAnswer)} […]" : answer).Append('\n');
        }

        return text.ToString();
    }
}
