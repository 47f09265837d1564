using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>OpenAI Responses, as <c>codex</c> speaks it.</summary>
internal sealed class OpenAIResponses : IModelProtocol
{
    private static readonly string[] OwnTools = ["exec_command", "shell", "shell_command", "local_shell", "apply_patch", "exec"];

    /// <summary>What codex itself says in the user's name.</summary>
    private static readonly string[] OwnMessages =
        ["<environment_context>", "<user_instructions>", "# AGENTS.md", "<permissions", "<INSTRUCTIONS>", "<turn_aborted>"];

    public ModelProtocol Name => ModelProtocol.OpenAIResponses;

    public bool Accepts(string path) => path.EndsWith("/responses", StringComparison.Ordinal);

    public ModelRequest Read(JsonElement body, string path)
    {
        List<JsonElement> input = [.. body.Get("input").Items()];
        // Some models get their tools as an item of the conversation.
        var additional = input.Where(item => TypeOf(item) == "additional_tools").SelectMany(item => item.Get("tools").Items());
        List<OfferedTool> tools = [.. body.Get("tools").Items().Concat(additional).SelectMany(tool => Flatten(tool))];
        var conversation = Follow(input);
        return new ModelRequest
        {
            Model = body.Get("model").AsText() ?? "",
            Streaming = body.Get("stream").ValueKind == JsonValueKind.True,
            Turn = conversation.Turn,
            Prompt = conversation.Prompt,
            Tools = tools,
            IsSideCall = !tools.Exists(tool => tool.Space is null && OwnTools.Contains(tool.Name)),
            AnswerSchema = body.Get("text").Get("format").Get("schema"),
        };
    }

    public ToolCall Shell(ModelRequest request, string command) =>
        request.Offers("exec_command") ? new ToolCall("exec_command", new JsonObject { ["cmd"] = command })
        : request.Offers("shell_command") ? new ToolCall("shell_command", new JsonObject { ["command"] = command })
        : request.Offers("shell") ? new ToolCall("shell", new JsonObject { ["command"] = Bash(command) })
        : request.Offers("exec") ? new ToolCall("exec", JsonValue.Create($"const r = await tools.exec_command({new JsonObject { ["cmd"] = command }.ToLine()}); text(r);"))
        : new ToolCall("local_shell", new JsonObject { ["type"] = "exec", ["command"] = Bash(command) });

    // Commands run in the CLI's own directory, and not every model is offered a tool that writes files.
    public ToolCall Write(ModelRequest request, string path, string content) => Shell(request, ShellText.WriteFile(path, content));

    public IReadOnlyList<ServerSentEvent> Stream(ModelRequest request, ModelAnswer answer)
    {
        var response = Response(request, answer);
        var item = response["output"]![0]!.AsObject();
        var started = (JsonObject)item.DeepClone();
        started["status"] = "in_progress";
        var stream = new NumberedEvents();
        stream.Add("response.created", Created(response));
        if (answer.Call is null)
        {
            started["content"] = new JsonArray();
            stream.Add("response.output_item.added", Item(started));
            AddText(stream, (string)item["id"]!, answer.Text);
        }
        else
        {
            stream.Add("response.output_item.added", Item(started));
        }

        stream.Add("response.output_item.done", Item(item.DeepClone()));
        stream.Add(answer.CutByLimit ? "response.incomplete" : "response.completed", new JsonObject { ["response"] = response });
        return stream.Events;
    }

    public JsonObject Whole(ModelRequest request, ModelAnswer answer) => Response(request, answer);

    public string BreakOff(IReadOnlyList<ServerSentEvent> events) => $"{events[0]}{events[1]}data: {{\"type\": \"content_blo";

    public IReadOnlyList<ServerSentEvent> FailingStream(ModelRequest request)
    {
        var response = Response(request, new ModelAnswer("", new StepUsage()));
        var stream = new NumberedEvents();
        stream.Add("response.created", Created(response));
        stream.Add("response.failed", new JsonObject
        {
            ["response"] = new JsonObject
            {
                ["id"] = response["id"]!.DeepClone(),
                ["status"] = "failed",
                ["error"] = new JsonObject
                {
                    ["code"] = "rate_limit_exceeded",
                    ["message"] = $"Rate limit reached for {request.Model}. Please try again in 1.5s.",
                },
            },
        });
        return stream.Events;
    }

    public HttpReply Refuse(Refusal refusal) => OpenAIErrors.For(refusal);

    private static string TypeOf(JsonElement item) => item.Get("type").AsText() ?? "message";

    private static IEnumerable<OfferedTool> Flatten(JsonElement tool)
    {
        var name = tool.Get("name").AsText() ?? TypeOf(tool);
        if (TypeOf(tool) != "namespace")
        {
            return [new OfferedTool(name)];
        }

        // The namespace "functions" is the model's own; calls of its tools do not name it.
        var inner = tool.Get("tools").Items().SelectMany(Flatten);
        return name == "functions" ? inner : inner.Select(offered => offered with { Space = name });
    }

    private static Conversation Follow(IEnumerable<JsonElement> input)
    {
        var conversation = new Conversation();
        foreach (var item in input)
        {
            if (TypeOf(item).EndsWith("_call_output", StringComparison.Ordinal))
            {
                conversation.ToolAnswered();
            }
            else if (TypeOf(item) == "message" && item.Get("role").AsText() == "user")
            {
                var text = item.Get("content").JoinedText("").Trim();
                if (text.Length > 0 && !OwnMessages.Any(own => text.StartsWith(own, StringComparison.Ordinal)))
                {
                    conversation.Asked(text);
                }
            }
        }

        return conversation;
    }

    private static JsonArray Bash(string command) => new("bash", "-lc", command);

    private static JsonObject Response(ModelRequest request, ModelAnswer answer) => new()
    {
        ["id"] = ReplyId.New("resp"),
        ["object"] = "response",
        ["created_at"] = 1700000000,
        ["status"] = answer.CutByLimit ? "incomplete" : "completed",
        ["model"] = request.Model,
        ["output"] = new JsonArray(answer.Call is { } call ? CallItem(request, call) : TextItem(answer.Text)),
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = answer.Usage.Input,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = answer.Usage.Cached },
            ["output_tokens"] = answer.Usage.Output,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = answer.Usage.Input + answer.Usage.Output,
        },
        ["error"] = null,
        ["incomplete_details"] = answer.CutByLimit ? new JsonObject { ["reason"] = "max_output_tokens" } : null,
    };

    /// <summary>The response as it is announced, before there is any output.</summary>
    private static JsonObject Created(JsonObject response)
    {
        var created = (JsonObject)response.DeepClone();
        created["status"] = "in_progress";
        created["output"] = new JsonArray();
        created["usage"] = null;
        created["incomplete_details"] = null;
        return new JsonObject { ["response"] = created };
    }

    private static JsonObject TextItem(string text) => new()
    {
        ["type"] = "message",
        ["id"] = ReplyId.New("msg"),
        ["status"] = "completed",
        ["role"] = "assistant",
        ["content"] = new JsonArray(TextPart(text)),
    };

    private static JsonObject TextPart(string text) => new() { ["type"] = "output_text", ["text"] = text, ["annotations"] = new JsonArray() };

    private static JsonObject CallItem(ModelRequest request, ToolCall call)
    {
        var item = new JsonObject { ["id"] = ReplyId.New("item"), ["call_id"] = ReplyId.New("call"), ["status"] = "completed" };
        if (call.Name == "local_shell" && request.Offers("local_shell"))
        {
            item["type"] = "local_shell_call";
            item["action"] = call.Input.DeepClone();
        }
        else if (call.Input is JsonValue text && text.TryGetValue<string>(out var free))
        {
            item["type"] = "custom_tool_call";
            item["name"] = call.Name;
            item["input"] = free;
        }
        else
        {
            item["type"] = "function_call";
            item["name"] = call.Name;
            item["arguments"] = call.Input.ToLine();
            if (call.Space is not null)
            {
                item["namespace"] = call.Space;
            }
        }

        return item;
    }

    private static JsonObject Item(JsonNode item) => new() { ["output_index"] = 0, ["item"] = item };

    private static void AddText(NumberedEvents stream, string itemId, string text)
    {
        JsonObject Part() => new() { ["item_id"] = itemId, ["output_index"] = 0, ["content_index"] = 0 };

        stream.Add("response.content_part.added", Part(), "part", TextPart(""));
        foreach (var word in Words.Of(text))
        {
            stream.Add("response.output_text.delta", Part(), "delta", word);
        }

        stream.Add("response.output_text.done", Part(), "text", text);
    }

    /// <summary>Every event of a Responses stream carries its type and a rising number.</summary>
    private sealed class NumberedEvents
    {
        public List<ServerSentEvent> Events { get; } = [];

        public void Add(string type, JsonObject data, string? field = null, JsonNode? value = null)
        {
            data.Insert(0, "type", type);
            data.Insert(1, "sequence_number", Events.Count);
            if (field is not null)
            {
                data[field] = value;
            }

            Events.Add(new ServerSentEvent(type, data));
        }
    }
}
