using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>The model's wish that a tool be called.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Input">Its arguments; a JSON string for a tool that takes free text.</param>
/// <param name="Space">The tool's namespace, or null.</param>
internal sealed record ToolCall(string Name, JsonNode Input, string? Space = null);
