using System.Text.Json;

namespace Orch.Cli.Mcp;

/// <summary>One tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for a model: every word costs tokens in every conversation.</param>
/// <param name="Properties">The properties of its arguments, as JSON Schema, without the braces around them.</param>
/// <param name="Required">The arguments that have to be there.</param>
/// <param name="Call">Does it, and gives the text of the result.</param>
internal sealed record McpTool(string Name, string Description, string Properties, IReadOnlyList<string> Required, Func<McpArguments, CancellationToken, Task<string>> Call)
{
    /// <summary>It changes nothing.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The schema of its arguments. Unknown ones are refused, so that a slip is no silence.</summary>
    public JsonElement Schema { get; } = Parse(Properties, Required);

    private static JsonElement Parse(string properties, IReadOnlyList<string> required)
    {
        var list = string.Join(',', required.Select(name => $"\"{name}\""));
        using var document = JsonDocument.Parse($$"""{"type":"object","properties":{{{properties}}},"required":[{{list}}],"additionalProperties":false}""");
        return document.RootElement.Clone();
    }
}
