using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub;

/// <summary>An answer: JSON, or plain text for a log.</summary>
internal sealed record RestReply(int Status, JsonNode? Json, string? Text = null);
