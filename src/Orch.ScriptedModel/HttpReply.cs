using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>A whole reply with a known length.</summary>
internal sealed record HttpReply(int Status, string Body, string ContentType = "application/json")
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static HttpReply Json(int status, JsonNode body, params IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(status, body.ToLine()) { Headers = headers };

    /// <summary>An error in the words of this server, in the shape that all three protocols can show.</summary>
    public static HttpReply Error(int status, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } });
}
