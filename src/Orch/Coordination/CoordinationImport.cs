using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orch.Agents;

namespace Orch.Coordination;

/// <summary>Takes in files as an export writes them. A bad one is named with what is wrong, the others are taken; what is there already stays as it is.</summary>
internal sealed class CoordinationImport(CoordinationStore store)
{
    // The longest text three times over in escapes, and room for the rest.
    private const long LongestFile = (6L * CoordinationLimits.LongestText) + (1 << 20);

    private readonly List<string> problems = [];
    private int taken;
    private int known;

    /// <summary>Reads a directory.</summary>
    /// <exception cref="OrchException">It is not there (not found).</exception>
    public ImportReport Read(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw OrchException.NotFound($"no directory {directory}: 'orch a2a export DIR' writes one");
        }

        foreach (var (file, entry) in Parse(directory, CoordinationExport.Agents, CoordinationJson.Default.RegistryEntry))
        {
            Take(file, entry.Name, () => Record(entry));
        }

        Tasks([.. Parse(directory, CoordinationExport.Tasks, CoordinationJson.Default.PoolTask)]);
        foreach (var (file, sent) in Parse(directory, CoordinationExport.Messages, CoordinationJson.Default.AuditedMessage))
        {
            Take(file, sent.Message?.Id, () => Record(sent));
        }

        return new(taken, known, problems);
    }

    // A task is taken after those that it waits for; what is left then waits for one that is not there, or for itself.
    private void Tasks(List<(string File, PoolTask Task)> tasks)
    {
        for (var before = -1; before != tasks.Count;)
        {
            before = tasks.Count;
            foreach (var (file, task) in tasks.ToList())
            {
                if (store.Read(db => (task.After ?? []).All(id => id is not null && PoolRows.Find(db, id) is not null)))
                {
                    Take(file, task.Id, () => Record(task));
                    tasks.Remove((file, task));
                }
            }
        }

        problems.AddRange(tasks.Select(one => $"{one.File}: it waits for {string.Join(", ", one.Task.After)}, not all of which are there or can come before it"));
    }

    private IEnumerable<(string File, T Document)> Parse<T>(string directory, string folder, JsonTypeInfo<T> type)
        where T : class
    {
        var path = Path.Combine(directory, folder);
        if (!Directory.Exists(path) || new DirectoryInfo(path).LinkTarget is not null)
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal))
        {
            var name = $"{folder}/{Path.GetFileName(file)}";
            if (ParseFile(file, name, type) is { } document)
            {
                yield return (name, document);
            }
        }
    }

    private T? ParseFile<T>(string file, string name, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var info = new FileInfo(file);
            if (info.LinkTarget is not null || info.Length > LongestFile)
            {
                problems.Add($"{name}: {(info.LinkTarget is null ? $"it is longer than {LongestFile >> 20} MiB" : "it is a symbolic link")}");
                return null;
            }

            if (JsonSerializer.Deserialize(File.ReadAllText(file), type) is { } document)
            {
                return document;
            }

            problems.Add($"{name}: a JSON object is expected");
        }
        catch (JsonException e)
        {
            problems.Add($"{name}: {(e.Path is null or "$" ? "" : $"{e.Path}: ")}{OneLine.Of(e.Message.Split(" Path: ")[0], 200)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            problems.Add($"{name}: {OneLine.Of(e.Message, 200)}");
        }

        return null;
    }

    private void Take(string file, string? id, Func<bool> record)
    {
        try
        {
            if (Path.GetFileNameWithoutExtension(file) != CoordinationInput.Name("its name or id", id))
            {
                problems.Add($"{file}: it is about {id}, which is not its file's name");
            }
            else if (record())
            {
                taken++;
            }
            else
            {
                known++;
            }
        }
        catch (Exception e) when (e is OrchException or ArgumentException)
        {
            problems.Add($"{file}: {e.Message}");
        }
    }

    private bool Record(RegistryEntry entry)
    {
        var type = entry.Type is { } word ? CoordinationInput.Name("an agent's type", word) : null;
        var capabilities = CoordinationInput.Names("a capability", entry.Capabilities);
        return store.Write(db => db.Execute(
            "INSERT INTO registry (name, type, capabilities, lease_ms, lease_until, registered_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING",
            entry.Name,
            type,
            CoordinationJson.Column(capabilities) ?? "[]",
            (long)Registration.DefaultLease.TotalMilliseconds,
            entry.LeaseUntil.ToUnixTimeMilliseconds(),
            entry.RegisteredAt.ToUnixTimeMilliseconds())) == 1;
    }

    // Who held it elsewhere has no token here.
    private bool Record(PoolTask task)
    {
        CoordinationInput.Text("the description", task.Description);
        CoordinationInput.Names("a capability", task.Requires);
        CoordinationInput.Names("a task's id", task.After);
        CoordinationInput.Pairs("the constraints", task.Constraints);
        var deadline = SqliteTaskPool.Deadline(task.Constraints);
        var state = task.State == PoolTaskState.Leased ? PoolTaskState.Ready : task.State;
        if (task.Attempt < 0 || task.MaxAttempts < 1)
        {
            throw OrchException.Usage("attempt and max_attempts are not below 0 and 1");
        }

        var result = task.Result is { } text ? CoordinationInput.Text("the result", text) : null;
        var owner = task.Owner is { } name && state != PoolTaskState.Ready ? CoordinationInput.Name("the owner", name) : null;
        return store.Write(db =>
        {
            var isNew = PoolRows.Insert(db, task with { State = state, Owner = owner, Result = result }, deadline, store.Now());
            if (isNew && state == PoolTaskState.Waiting)
            {
                foreach (var id in task.After)
                {
                    PoolSweep.Done(db, id, store.Now());
                    PoolSweep.EndedBadly(db, PoolRows.Find(db, id)!, store.Now());
                }
            }

            return isNew;
        });
    }

    private bool Record(AuditedMessage sent)
    {
        var message = sent.Message;
        CoordinationInput.Name("the sender's name", message.From);
        CoordinationInput.Name("the recipient's name", message.To);
        CoordinationInput.Name("a message's type", message.Type);
        CoordinationInput.MediaType(message.MediaType);
        CoordinationInput.Text("the message", message.Body);
        CoordinationInput.Pairs("the metadata", message.Metadata);
        return store.Write(db =>
        {
            SqliteRegistry.Know(db, message.To, store.Now());
            return MessageRows.Insert(db, message, sent.State, store.Now());
        });
    }
}
