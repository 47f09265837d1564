using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>A wire protocol: reading its requests and writing its replies. Stateless.</summary>
internal interface IModelProtocol
{
    ModelProtocol Name { get; }

    /// <summary>Whether a POST to that path is a call of the model in this protocol.</summary>
    bool Accepts(string path);

    ModelRequest Read(JsonElement body, string path);

    /// <summary>The call that runs a shell command with what the CLI offers.</summary>
    ToolCall Shell(ModelRequest request, string command);

    /// <summary>The call that writes a file with what the CLI offers.</summary>
    ToolCall Write(ModelRequest request, string path, string content);

    IReadOnlyList<ServerSentEvent> Stream(ModelRequest request, ModelAnswer answer);

    JsonObject Whole(ModelRequest request, ModelAnswer answer);

    /// <summary>What is sent of a stream that breaks off: never a whole answer.</summary>
    string BreakOff(IReadOnlyList<ServerSentEvent> events);

    /// <summary>A stream that reports an error after it began well.</summary>
    IReadOnlyList<ServerSentEvent> FailingStream(ModelRequest request);

    HttpReply Refuse(Refusal refusal);
}
