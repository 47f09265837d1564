using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>A value in a document that may speak of variables; gives the value for a request's variables.</summary>
internal delegate JsonNode? GraphValue(IReadOnlyDictionary<string, JsonNode?> variables);
