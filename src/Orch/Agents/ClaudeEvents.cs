using System.Text.Json;

namespace Orch.Agents;

/// <summary>The events that claude's stream format has in common with those that follow it.</summary>
internal static class ClaudeEvents
{
    /// <summary>What the model said and called in an <c>assistant</c> event.</summary>
    public static IEnumerable<AgentEvent> OfAssistant(JsonElement root)
    {
        foreach (var block in root.Items("message", "content"))
        {
            switch (block.Text("type"))
            {
                case "text" when block.Text("text") is { Length: > 0 } text:
                    yield return new AgentEvent.Said(text);
                    break;
                case "tool_use":
                    yield return new AgentEvent.ToolCalled(block.Text("id") ?? "", block.Text("name") ?? "", ToolSummary.OfInput(block.At("input")));
                    break;
            }
        }
    }

    /// <summary>What came back from tools in a <c>user</c> event.</summary>
    public static IEnumerable<AgentEvent> OfUser(JsonElement root) =>
        root.Items("message", "content").Where(block => block.Text("type") == "tool_result").Select(block =>
            new AgentEvent.ToolReturned(block.Text("tool_use_id") ?? "", block.IsTrue("is_error"), ToolSummary.OfResult(block.At("content"))));

    /// <summary>The tools that a <c>result</c> event says were refused.</summary>
    public static IReadOnlyList<string> Denied(JsonElement root) =>
        [.. root.Items("permission_denials").Select(denial => OneLine.Of(denial.Text("tool_name"), 60)).Distinct(StringComparer.Ordinal)];
}
