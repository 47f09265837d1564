using System.Text.Json;

namespace Orch.ScriptedModel.Protocols;

/// <summary>A tool that the CLI offers to the model.</summary>
/// <param name="Name">Its name, or its type where it has no name.</param>
/// <param name="Space">The namespace it is in, or null.</param>
/// <param name="Schema">The schema of its input, where it has one.</param>
internal sealed record OfferedTool(string Name, string? Space = null, JsonElement Schema = default);
