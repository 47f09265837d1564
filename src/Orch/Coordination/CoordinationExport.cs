using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orch.State;

namespace Orch.Coordination;

/// <summary>Writes all of the coordination as plain files: <c>agents/NAME.json</c>, <c>messages/ID.json</c>, <c>tasks/ID.json</c>.</summary>
internal static class CoordinationExport
{
    public const string Agents = "agents";
    public const string Messages = "messages";
    public const string Tasks = "tasks";

    // Says that the directory is an export, so that it may be written again.
    private const string Mark = "orch-export.json";

    /// <summary>Writes it.</summary>
    /// <returns>How many of each.</returns>
    /// <exception cref="OrchException">The directory is a link, is something else's, or cannot be written.</exception>
    public static (int Agents, int Messages, int Tasks) Write(CoordinationStore store, string directory)
    {
        Prepare(directory);
        var (agents, messages, tasks) = CoordinationAudit.All(store);
        Write(Path.Combine(directory, Agents), agents, agent => agent.Name, CoordinationJson.Default.RegistryEntry);
        Write(Path.Combine(directory, Messages), messages.Select(one => new AuditedMessage(one.State, one.Message)), one => one.Message.Id, CoordinationJson.Default.AuditedMessage);
        Write(Path.Combine(directory, Tasks), tasks, task => task.Id, CoordinationJson.Default.PoolTask);
        return (agents.Count, messages.Count, tasks.Count);
    }

    private static void Prepare(string directory)
    {
        if (File.Exists(directory))
        {
            throw OrchException.Usage($"{directory} is a file: name a new or empty directory");
        }

        StateDirectory.EnsurePrivate(directory, refuseOthers: Refuse);
        foreach (var folder in (ReadOnlySpan<string>)[Agents, Messages, Tasks])
        {
            StateDirectory.EnsurePrivate(Path.Combine(directory, folder));
        }

        PrivateFile.Write(Path.Combine(directory, Mark), "{\"schema\":\"orch.export/1\"}\n");

        void Refuse()
        {
            if (Directory.EnumerateFileSystemEntries(directory).Any() && !File.Exists(Path.Combine(directory, Mark)))
            {
                throw OrchException.Usage($"{directory} is not empty and is no earlier export: name a new or empty directory");
            }
        }
    }

    private static void Write<T>(string folder, IEnumerable<T> documents, Func<T, string> name, JsonTypeInfo<T> type)
    {
        foreach (var document in documents)
        {
            PrivateFile.Write(Path.Combine(folder, $"{name(document)}.json"), $"{JsonSerializer.Serialize(document, type)}\n");
        }
    }
}
