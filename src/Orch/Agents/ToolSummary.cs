using System.Text.Json;

namespace Orch.Agents;

/// <summary>Says in one line what a tool call is about, or what came back.</summary>
internal static class ToolSummary
{
    // The names that tools of all vendors give to what matters most, best first.
    private static readonly string[] Telling =
        ["command", "file_path", "path", "absolute_path", "pattern", "query", "url", "description", "prompt", "name"];

    public static string OfInput(JsonElement input)
    {
        foreach (var name in Telling)
        {
            if (input.Text(name) is { } text)
            {
                return OneLine.Of(text);
            }
        }

        return input.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? OneLine.Of(input.GetRawText()) : "";
    }

    /// <summary>The beginning of a result: a text, or the texts of a list of content blocks.</summary>
    public static string OfResult(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => OneLine.Of(content.GetString(), 200),
        JsonValueKind.Array => OneLine.Of(content.Items().Select(block => block.Text("text")).FirstOrDefault(text => text is not null), 200),
        _ => "",
    };
}
