using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>One event of a stream; Gemini's and those of chat completions have no name.</summary>
internal sealed record ServerSentEvent(string? Name, string Data)
{
    /// <summary>What chat completions end with.</summary>
    public static ServerSentEvent Done { get; } = new(null, "[DONE]");

    public ServerSentEvent(string? name, JsonNode data)
        : this(name, data.ToLine())
    {
    }

    /// <summary>The event as it goes over the wire.</summary>
    public override string ToString() => Name is null ? $"data: {Data}\n\n" : $"event: {Name}\ndata: {Data}\n\n";
}
