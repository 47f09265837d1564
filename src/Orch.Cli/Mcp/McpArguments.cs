using System.Text;
using System.Text.Json;

namespace Orch.Cli.Mcp;

/// <summary>The arguments of a call, checked: a client need not have looked at the schema.</summary>
/// <param name="tool">The tool that is called.</param>
/// <param name="values">What was given.</param>
internal sealed class McpArguments(McpTool tool, IDictionary<string, JsonElement>? values)
{
    /// <summary>The longest text of a message, a task or a result: 1 MiB.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Refuses what the tool does not know and what is missing.</summary>
    /// <exception cref="OrchException">There is such an argument (usage).</exception>
    public McpArguments Checked()
    {
        var known = tool.Schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        foreach (var name in (values?.Keys ?? []).Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            throw OrchException.Usage($"{tool.Name} takes no '{Agents.OneLine.Of(name, 40)}': it takes {(known.Count == 0 ? "nothing" : string.Join(", ", known))}");
        }

        return tool.Required.FirstOrDefault(name => At(name) is null) is { } missing ? throw OrchException.Usage($"{tool.Name} needs {missing}") : this;
    }

    /// <summary>A text that has to be there.</summary>
    /// <exception cref="OrchException">It is not there or no text (usage).</exception>
    public string Text(string name, int longest = LongestText) => TextOrNull(name, longest) ?? throw OrchException.Usage($"{tool.Name} needs {name}");

    /// <summary>A text; null when it was not given.</summary>
    /// <exception cref="OrchException">It is no text, or a longer one (usage).</exception>
    public string? TextOrNull(string name, int longest = LongestText)
    {
        if (At(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a text");
        return Encoding.UTF8.GetByteCount(text) <= longest ? text : throw OrchException.Usage($"{name} is {Encoding.UTF8.GetByteCount(text)} bytes long, and at most {longest} are taken: put it into a file of the repository and name that");
    }

    /// <summary>One of some words.</summary>
    /// <exception cref="OrchException">It is another one (usage).</exception>
    public string? Word(string name, params IReadOnlyList<string> words) => TextOrNull(name, longest: 1000) is not { } word ? null
        : words.Contains(word, StringComparer.Ordinal) ? word
        : throw Wrong(name, string.Join(" or ", words));

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="OrchException">It is none (usage).</exception>
    public long? Number(string name, long least, long most) => At(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? number
        : throw Wrong(name, $"a whole number from {least} to {most}");

    /// <summary>Whether it is true; false when it was not given.</summary>
    /// <exception cref="OrchException">It is neither true nor false (usage).</exception>
    public bool Truth(string name) => At(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.ValueKind == JsonValueKind.True
        : throw Wrong(name, "true or false"));

    /// <summary>A list of texts; empty when it was not given.</summary>
    /// <exception cref="OrchException">It is none (usage).</exception>
    public IReadOnlyList<string> Texts(string name)
    {
        if (At(name) is not { } value)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Wrong(name, "a list of texts");
    }

    /// <summary>Texts by name; none when it was not given.</summary>
    /// <exception cref="OrchException">It is no such object (usage).</exception>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        if (At(name) is not { } value)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(item => item.Value.ValueKind == JsonValueKind.String)
            ? value.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!, StringComparer.Ordinal)
            : throw Wrong(name, "an object whose values are texts");
    }

    // A model that has nothing to say for an argument often says null.
    private JsonElement? At(string name) =>
        values is not null && values.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private OrchException Wrong(string name, string expected) => OrchException.Usage($"{tool.Name}: {name} takes {expected}");
}
