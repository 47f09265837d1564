using System.Text.Json;

namespace Orch.Planning;

/// <summary>Reads agent specs that were saved, and perhaps edited.</summary>
internal static class SpecFile
{
    /// <summary>The longest file: 16 MiB.</summary>
    public const int Longest = 16 << 20;

    /// <summary>Reads an array of specs, or a single one.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="from">The file's name, for people.</param>
    /// <exception cref="OrchException">It is not that (usage).</exception>
    public static IReadOnlyList<AgentSpec> Read(string json, string from)
    {
        if (json.Length > Longest)
        {
            throw OrchException.Usage($"the specs {from} are longer than 16 MiB: split them");
        }

        try
        {
            var specs = json.AsSpan().TrimStart() is ['{', ..]
                ? [JsonSerializer.Deserialize(json, PlanningJson.Default.AgentSpec)]
                : JsonSerializer.Deserialize(json, PlanningJson.Default.IReadOnlyListAgentSpec);
            return specs is { Count: > 0 } && specs.All(spec => spec is not null)
                ? specs!
                : throw OrchException.Usage($"the specs {from} hold no agent: 'orch dispatcher create --dry-run' prints what is expected");
        }
        catch (JsonException e)
        {
            throw OrchException.Usage($"the specs {from} cannot be read{(e.LineNumber is { } line ? $" at line {line + 1}" : "")}{(e.Path is { Length: > 1 } path ? $", {path}" : "")}: {Reason(e)}; 'orch dispatcher create --dry-run' prints what is expected");
        }
    }

    private static string Reason(JsonException e)
    {
        var text = e.Message;
        var end = text.IndexOf(" Path:", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
