using System.Text.Json;
using Orch.Coordination;

namespace Orch.Cli.Mcp;

/// <summary>The results of tools: the documents of the command line on one line.</summary>
internal static class McpDocuments
{
    public static string Registry(IReadOnlyList<RegistryEntry> agents) => JsonSerializer.Serialize(new("orch.registry/1", agents), McpJson.Default.RegistryDocument);

    public static string Inbox(IReadOnlyList<Message> messages) => JsonSerializer.Serialize(new("orch.inbox/1", messages), McpJson.Default.InboxDocument);

    public static string Sent(IReadOnlyList<Message> messages) =>
        JsonSerializer.Serialize(new(messages.Select(message => new Receipt(message.Id, message.To, message.SentAt)).ToList()), McpJson.Default.SentDocument);

    public static string Tasks(IReadOnlyList<PoolTask> tasks) => JsonSerializer.Serialize(new("orch.tasks/1", tasks), McpJson.Default.TasksDocument);

    public static string Task(PoolTask task) => JsonSerializer.Serialize(task, McpJson.Default.PoolTask);

    public static string Agent(AgentReport agent) => JsonSerializer.Serialize(agent, McpJson.Default.AgentReport);

    /// <summary>What was done, to which.</summary>
    public static string Done(string what, IReadOnlyList<string> ids) =>
        JsonSerializer.Serialize(new(StringComparer.Ordinal) { [what] = ids }, McpJson.Default.DictionaryStringIReadOnlyListString);

    internal sealed record RegistryDocument(string Schema, IReadOnlyList<RegistryEntry> Agents);

    internal sealed record InboxDocument(string Schema, IReadOnlyList<Message> Messages);

    internal sealed record TasksDocument(string Schema, IReadOnlyList<PoolTask> Tasks);

    internal sealed record SentDocument(IReadOnlyList<Receipt> Sent);

    internal sealed record Receipt(string Id, string To, DateTimeOffset SentAt);
}
