using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Anthropic Messages, as <c>claude</c> speaks it.</summary>
internal sealed partial class AnthropicMessages : IModelProtocol
{
    /// <summary>The tool that <c>claude --json-schema</c> adds for the final answer.</summary>
    private const string StructuredOutput = "StructuredOutput";

    private static readonly string[] OwnTools = ["Bash", "Write", "Edit", StructuredOutput];

    public ModelProtocol Name => ModelProtocol.AnthropicMessages;

    public bool Accepts(string path) => path.EndsWith("/v1/messages", StringComparison.Ordinal);

    public ModelRequest Read(JsonElement body, string path)
    {
        List<JsonElement> messages = [.. body.Get("messages").Items()];
        List<OfferedTool> tools = [.. body.Get("tools").Items().Select(tool => new OfferedTool(tool.Get("name").AsText() ?? "", null, tool.Get("input_schema")))];
        var conversation = Follow(messages);
        var answered = messages.SelectMany(message => message.Get("content").Items()).Any(part => part.Get("name").AsText() == StructuredOutput);
        var format = body.Get("output_config").Get("format").Get("schema");
        return new ModelRequest
        {
            Model = body.Get("model").AsText() ?? "",
            Streaming = body.Get("stream").ValueKind == JsonValueKind.True,
            Turn = conversation.Turn,
            Prompt = conversation.Prompt,
            Tools = tools,
            IsSideCall = !tools.Exists(tool => OwnTools.Contains(tool.Name)),
            Directory = WorkingDirectory.Find(messages.Take(3).Select(message => message.Get("content").JoinedText("\n")).Prepend(body.Get("system").JoinedText("\n"))),
            AnswerSchema = format.IsPresent() ? format : body.Get("output_format").Get("schema"),
            AnswerTool = answered ? null : tools.Find(tool => tool.Name == StructuredOutput),
        };
    }

    public ToolCall Shell(ModelRequest request, string command) =>
        new("Bash", new JsonObject { ["command"] = command, ["description"] = "Run a command" });

    public ToolCall Write(ModelRequest request, string path, string content) =>
        request.Offers("Write") && request.Absolute(path) is { } absolute
            ? new ToolCall("Write", new JsonObject { ["file_path"] = absolute, ["content"] = content })
            : Shell(request, ShellText.WriteFile(path, content));

    public IReadOnlyList<ServerSentEvent> Stream(ModelRequest request, ModelAnswer answer)
    {
        var message = Message(request, answer);
        var block = message["content"]![0]!.DeepClone();
        var stop = message["stop_reason"]!.DeepClone();
        message["content"] = new JsonArray();
        message["stop_reason"] = null;
        message["usage"]!["output_tokens"] = 1;
        block[answer.Call is null ? "text" : "input"] = answer.Call is null ? JsonValue.Create("") : new JsonObject();

        List<ServerSentEvent> events =
        [
            Event("message_start", new JsonObject { ["message"] = message }),
            Event("content_block_start", new JsonObject { ["index"] = 0, ["content_block"] = block }),
        ];
        events.AddRange(Deltas(answer).Select(delta => Event("content_block_delta", new JsonObject { ["index"] = 0, ["delta"] = delta })));
        events.Add(Event("content_block_stop", new JsonObject { ["index"] = 0 }));
        events.Add(Event("message_delta", new JsonObject
        {
            ["delta"] = new JsonObject { ["stop_reason"] = stop, ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = answer.Usage.Output },
        }));
        events.Add(Event("message_stop", []));
        return events;
    }

    public JsonObject Whole(ModelRequest request, ModelAnswer answer) => Message(request, answer);

    public string BreakOff(IReadOnlyList<ServerSentEvent> events) => $"{events[0]}{events[1]}data: {{\"type\": \"content_blo";

    public IReadOnlyList<ServerSentEvent> FailingStream(ModelRequest request) =>
        [new("error", AnthropicErrors.Body("overloaded_error", "Overloaded"))];

    public HttpReply Refuse(Refusal refusal) => AnthropicErrors.For(refusal);

    private static Conversation Follow(IEnumerable<JsonElement> messages)
    {
        var conversation = new Conversation();
        // Only the user's: claude also puts messages of the role system between them.
        foreach (var message in messages.Where(message => message.Get("role").AsText() == "user"))
        {
            var content = message.Get("content");
            var results = content.Items().Count(part => part.Get("type").AsText() == "tool_result");
            var text = Reminder().Replace(content.JoinedText("\n"), "").Trim();
            if (results > 0)
            {
                conversation.ToolAnswered(results);
            }
            else if (text.Length > 0)
            {
                conversation.Asked(text);
            }
        }

        return conversation;
    }

    private static IEnumerable<JsonObject> Deltas(ModelAnswer answer) => answer.Call is { } call
        ? [new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = call.Input.ToLine() }]
        : Words.Of(answer.Text).Select(word => new JsonObject { ["type"] = "text_delta", ["text"] = word });

    private static JsonObject Message(ModelRequest request, ModelAnswer answer) => new()
    {
        ["id"] = ReplyId.New("msg"),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request.Model,
        ["content"] = new JsonArray(answer.Call is { } call
            ? new JsonObject { ["type"] = "tool_use", ["id"] = ReplyId.New("toolu"), ["name"] = call.Name, ["input"] = call.Input.DeepClone() }
            : new JsonObject { ["type"] = "text", ["text"] = answer.Text }),
        ["stop_reason"] = answer.CutByLimit ? "max_tokens" : answer.Call is null ? "end_turn" : "tool_use",
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = answer.Usage.Input,
            ["cache_creation_input_tokens"] = 0,
            ["cache_read_input_tokens"] = answer.Usage.Cached,
            ["output_tokens"] = answer.Usage.Output,
            ["service_tier"] = "standard",
        },
    };

    private static ServerSentEvent Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return new ServerSentEvent(type, data);
    }

    [GeneratedRegex("<system-reminder>.*?</system-reminder>", RegexOptions.Singleline)]
    private static partial Regex Reminder();
}
