using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Gemini generateContent, as <c>gemini</c> speaks it.</summary>
internal sealed partial class GeminiGenerateContent : IModelProtocol
{
    public ModelProtocol Name => ModelProtocol.GeminiGenerateContent;

    public bool Accepts(string path) => Route().IsMatch(path);

    public ModelRequest Read(JsonElement body, string path)
    {
        var route = Route().Match(path);
        List<JsonElement> contents = [.. body.Get("contents").Items()];
        List<OfferedTool> tools = [.. body.Get("tools").Items()
            .SelectMany(tool => tool.Get("functionDeclarations").Items())
            .Select(function => new OfferedTool(function.Get("name").AsText() ?? ""))];
        var conversation = Follow(contents);
        var generation = body.Get("generationConfig");
        var schema = generation.Get("responseJsonSchema");
        return new ModelRequest
        {
            Model = route.Groups["model"].Value,
            Streaming = route.Groups["stream"].Success,
            Turn = conversation.Turn,
            Prompt = conversation.Prompt,
            Tools = tools,
            IsSideCall = !tools.Exists(tool => tool.Name is "run_shell_command" or "write_file"),
            Directory = WorkingDirectory.Find(contents.Take(3).Prepend(body.Get("systemInstruction")).Select(TextOf)),
            AnswerSchema = schema.IsPresent() ? schema : generation.Get("responseSchema"),
        };
    }

    public ToolCall Shell(ModelRequest request, string command) =>
        new("run_shell_command", new JsonObject { ["command"] = command, ["description"] = "Run a command" });

    public ToolCall Write(ModelRequest request, string path, string content) =>
        request.Offers("write_file") && request.Absolute(path) is { } absolute
            ? new ToolCall("write_file", new JsonObject { ["file_path"] = absolute, ["content"] = content })
            : Shell(request, ShellText.WriteFile(path, content));

    public IReadOnlyList<ServerSentEvent> Stream(ModelRequest request, ModelAnswer answer)
    {
        if (answer.Call is not null)
        {
            return [new ServerSentEvent(null, Whole(request, answer))];
        }

        List<string> words = [.. Words.Of(answer.Text)];
        var chunks = words.SkipLast(1).Select(word => new JsonObject
        {
            ["candidates"] = new JsonArray(Candidate(new JsonObject { ["text"] = word })),
            ["modelVersion"] = request.Model,
        });
        // The last chunk says how it ended; without that the CLI takes the whole stream for broken.
        return [.. chunks.Append(Whole(request, answer with { Text = words[^1] })).Select(chunk => new ServerSentEvent(null, chunk))];
    }

    public JsonObject Whole(ModelRequest request, ModelAnswer answer)
    {
        var candidate = Candidate(answer.Call is { } call
            ? new JsonObject { ["functionCall"] = new JsonObject { ["name"] = call.Name, ["args"] = call.Input.DeepClone() } }
            : new JsonObject { ["text"] = answer.Text });
        candidate["finishReason"] = answer.CutByLimit ? "MAX_TOKENS" : "STOP";
        return new JsonObject
        {
            ["candidates"] = new JsonArray(candidate),
            ["usageMetadata"] = new JsonObject
            {
                ["promptTokenCount"] = answer.Usage.Input,
                ["candidatesTokenCount"] = answer.Usage.Output,
                ["totalTokenCount"] = answer.Usage.Input + answer.Usage.Output,
                ["cachedContentTokenCount"] = answer.Usage.Cached,
            },
            ["modelVersion"] = request.Model,
            ["responseId"] = ReplyId.New("resp"),
        };
    }

    // One event may be the whole answer, so only half of the first is sent.
    public string BreakOff(IReadOnlyList<ServerSentEvent> events) => events[0].ToString() is var first ? first[..(first.Length / 2)] : "";

    public IReadOnlyList<ServerSentEvent> FailingStream(ModelRequest request) =>
        [new(null, GeminiErrors.Body(503, "UNAVAILABLE", "The model is overloaded. Please try again later."))];

    public HttpReply Refuse(Refusal refusal) => GeminiErrors.For(refusal);

    private static Conversation Follow(IEnumerable<JsonElement> contents)
    {
        var conversation = new Conversation();
        foreach (var entry in contents.Where(entry => entry.Get("role").AsText() is null or "user" or "function"))
        {
            var results = entry.Get("parts").Items().Count(part => part.Get("functionResponse").IsPresent());
            var text = SessionContext().Replace(TextOf(entry), "").Trim();
            if (results > 0)
            {
                conversation.ToolAnswered(results);
            }
            else if (text.Length > 0 && !text.StartsWith("This is the Gemini CLI", StringComparison.Ordinal))
            {
                conversation.Asked(text);
            }
        }

        return conversation;
    }

    private static string TextOf(JsonElement entry) => entry.Get("parts").JoinedText("\n");

    private static JsonObject Candidate(JsonObject part) => new()
    {
        ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(part) },
        ["index"] = 0,
    };

    [GeneratedRegex("/models/(?<model>[^/:]+):((?<stream>streamGenerateContent)|generateContent)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Route();

    [GeneratedRegex("<session_context>.*?</session_context>", RegexOptions.Singleline)]
    private static partial Regex SessionContext();
}
