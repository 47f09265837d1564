using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orch.ScriptedModel.Protocols;

/// <summary>OpenAI chat completions, as <c>opencode</c>, <c>qwen</c> and <c>copilot</c> speak them.</summary>
internal sealed partial class OpenAIChat : IModelProtocol
{
    // What the CLIs call their shell; the first that is offered is used.
    private static readonly string[] Shells = ["bash", "run_shell_command", "shell", "execute_command"];

    public ModelProtocol Name => ModelProtocol.OpenAIChat;

    public bool Accepts(string path) => path.EndsWith("/chat/completions", StringComparison.Ordinal);

    public ModelRequest Read(JsonElement body, string path)
    {
        List<JsonElement> messages = [.. body.Get("messages").Items()];
        List<OfferedTool> tools = [.. body.Get("tools").Items().Select(tool => tool.Get("function"))
            .Select(function => new OfferedTool(function.Get("name").AsText() ?? "", null, function.Get("parameters")))];
        var conversation = Follow(messages);
        return new ModelRequest
        {
            Model = body.Get("model").AsText() ?? "",
            Streaming = body.Get("stream").ValueKind == JsonValueKind.True,
            Turn = conversation.Turn,
            Prompt = conversation.Prompt,
            Tools = tools,
            IsSideCall = !tools.Exists(tool => Shells.Contains(tool.Name)),
            Directory = WorkingDirectory.Find(messages.Take(3).Select(TextOf)),
            AnswerSchema = body.Get("response_format").Get("json_schema").Get("schema"),
        };
    }

    public ToolCall Shell(ModelRequest request, string command)
    {
        var tool = request.Tools.FirstOrDefault(offered => Shells.Contains(offered.Name)) ?? new OfferedTool(Shells[0]);
        var input = new JsonObject { ["command"] = command, ["description"] = "Run a command" };
        if (tool.Schema.Get("properties").Get("is_background").IsPresent())
        {
            input["is_background"] = false;
        }

        return new ToolCall(tool.Name, input);
    }

    public ToolCall Write(ModelRequest request, string path, string content) => request.Absolute(path) switch
    {
        { } absolute when request.Offers("write") => new ToolCall("write", new JsonObject { ["filePath"] = absolute, ["content"] = content }),
        { } absolute when request.Offers("write_file") => new ToolCall("write_file", new JsonObject { ["file_path"] = absolute, ["content"] = content }),
        { } absolute when request.Offers("create") => new ToolCall("create", new JsonObject { ["path"] = absolute, ["file_text"] = content }),
        _ => Shell(request, ShellText.WriteFile(path, content)),
    };

    public IReadOnlyList<ServerSentEvent> Stream(ModelRequest request, ModelAnswer answer)
    {
        var id = ReplyId.New("chatcmpl");
        List<JsonObject> chunks = answer.Call is { } call
            ? [Chunk(new JsonObject { ["role"] = "assistant", ["content"] = null, ["tool_calls"] = new JsonArray(CallItem(call, index: 0)) })]
            : [Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" }), .. Words.Of(answer.Text).Select(word => Chunk(new JsonObject { ["content"] = word }))];
        chunks.Add(Chunk([], Finish(answer)));
        var usage = Envelope(request, id, "chat.completion.chunk", []);
        usage["usage"] = Usage(answer);
        chunks.Add(usage);
        return [.. chunks.Select(chunk => new ServerSentEvent(null, chunk)), ServerSentEvent.Done];

        JsonObject Chunk(JsonObject delta, string? finish = null) => Envelope(request, id, "chat.completion.chunk", new JsonArray(
            new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }));
    }

    public JsonObject Whole(ModelRequest request, ModelAnswer answer)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Call is null ? answer.Text : null };
        if (answer.Call is { } call)
        {
            message["tool_calls"] = new JsonArray(CallItem(call, index: null));
        }

        var whole = Envelope(request, ReplyId.New("chatcmpl"), "chat.completion", new JsonArray(
            new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = Finish(answer) }));
        whole["usage"] = Usage(answer);
        return whole;
    }

    public string BreakOff(IReadOnlyList<ServerSentEvent> events) => $"{events[0]}data: {{\"id\": \"chatcmpl";

    public IReadOnlyList<ServerSentEvent> FailingStream(ModelRequest request) =>
        [new(null, new JsonObject { ["error"] = new JsonObject { ["message"] = "The server is overloaded.", ["type"] = "server_error", ["param"] = null, ["code"] = 503 } })];

    public HttpReply Refuse(Refusal refusal) => OpenAIErrors.For(refusal);

    private static Conversation Follow(IEnumerable<JsonElement> messages)
    {
        var conversation = new Conversation();
        foreach (var message in messages)
        {
            var text = Clock().Replace(TextOf(message), "").Trim();
            switch (message.Get("role").AsText())
            {
                case "tool":
                    conversation.ToolAnswered();
                    break;
                case "user" when text.Length > 0:
                    conversation.Asked(text);
                    break;
            }
        }

        return conversation;
    }

    private static string TextOf(JsonElement message) => message.Get("content").JoinedText("\n");

    private static string Finish(ModelAnswer answer) => answer.CutByLimit ? "length" : answer.Call is null ? "stop" : "tool_calls";

    private static JsonObject CallItem(ToolCall call, int? index)
    {
        var item = new JsonObject
        {
            ["id"] = ReplyId.New("call"),
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Input.ToLine() },
        };
        if (index is { } at)
        {
            item.Insert(0, "index", at);
        }

        return item;
    }

    private static JsonObject Envelope(ModelRequest request, string id, string kind, JsonArray choices) => new()
    {
        ["id"] = id,
        ["object"] = kind,
        ["created"] = 1700000000,
        ["model"] = request.Model,
        ["choices"] = choices,
    };

    private static JsonObject Usage(ModelAnswer answer) => new()
    {
        ["prompt_tokens"] = answer.Usage.Input,
        ["completion_tokens"] = answer.Usage.Output,
        ["total_tokens"] = answer.Usage.Input + answer.Usage.Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = answer.Usage.Cached },
    };

    // copilot tells the time before each prompt, and reminds the model of things.
    [GeneratedRegex("<(?<name>current_datetime|system_reminder|system-reminder)>.*?</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();
}
