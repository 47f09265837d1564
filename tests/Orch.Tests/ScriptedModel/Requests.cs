using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

/// <summary>Requests as the CLIs send them, cut down to what matters.</summary>
internal static class Requests
{
    public static readonly ModelProtocol[] Protocols = [ModelProtocol.AnthropicMessages, ModelProtocol.OpenAIResponses, ModelProtocol.GeminiGenerateContent];

    /// <summary>The path that the CLI appends to its base URL.</summary>
    public static string Path(ModelProtocol protocol, bool stream = true) => protocol switch
    {
        ModelProtocol.AnthropicMessages => "/v1/messages?beta=true",
        ModelProtocol.OpenAIResponses => "/v1/responses",
        _ => stream ? "/v1beta/models/m-1:streamGenerateContent?alt=sse" : "/v1beta/models/m-1:generateContent",
    };

    /// <summary>A conversation of one prompt and so many tool results, with the CLI's own tools on offer.</summary>
    public static string Body(ModelProtocol protocol, string prompt, int results = 0, bool stream = true, bool tools = true) => (protocol switch
    {
        ModelProtocol.AnthropicMessages => new JsonObject
        {
            ["model"] = "m-1",
            ["stream"] = stream,
            ["system"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = " - Primary working directory: /work tree/repo\n - more" }),
            ["tools"] = tools ? new JsonArray(Named("Bash"), Named("Write")) : new JsonArray(),
            ["messages"] = List(
                new JsonObject { ["role"] = "user", ["content"] = prompt },
                results,
                """{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"Bash","input":{}}]}""",
                """{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"fine"}]}"""),
        },
        ModelProtocol.OpenAIResponses => new JsonObject
        {
            ["model"] = "m-1",
            ["stream"] = stream,
            ["tools"] = tools ? new JsonArray(Named("exec_command")) : new JsonArray(),
            ["input"] = List(
                new JsonObject { ["type"] = "message", ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = prompt }) },
                results,
                """{"type":"function_call","call_id":"a","name":"exec_command","arguments":"{}"}""",
                """{"type":"function_call_output","call_id":"a","output":"fine"}"""),
        },
        _ => new JsonObject
        {
            ["tools"] = tools ? new JsonArray(new JsonObject { ["functionDeclarations"] = new JsonArray(Named("run_shell_command"), Named("write_file")) }) : new JsonArray(),
            ["contents"] = List(
                new JsonObject
                {
                    ["role"] = "user",
                    ["parts"] = new JsonArray(
                        new JsonObject { ["text"] = "<session_context>\n- **Workspace Directories:**\n  - /work tree/repo\n</session_context>" },
                        new JsonObject { ["text"] = prompt }),
                },
                results,
                """{"role":"model","parts":[{"functionCall":{"name":"run_shell_command","args":{}}}]}""",
                """{"role":"user","parts":[{"functionResponse":{"name":"run_shell_command","response":{"output":"fine"}}}]}"""),
        },
    }).ToJsonString();

    public static async Task<HttpResponseMessage> CallAsync(
        this HttpClient client, ScriptedModelServer server, ModelProtocol protocol, string scenario = "ok", string? tag = null, string prompt = "Do it", int results = 0, bool stream = true, bool tools = true)
    {
        using var content = new StringContent(Body(protocol, prompt, results, stream, tools), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.UrlFor(scenario, tag) + Path(protocol, stream)) { Content = content };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>The events of a stream, by name and data.</summary>
    public static List<(string? Name, JsonElement Data)> Events(string stream) => [.. stream
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('\n'))
        .Select(lines => (lines.Length > 1 ? lines[0]["event: ".Length..] : null, Json(lines[^1]["data: ".Length..])))];

    private static JsonArray List(JsonObject prompt, int results, params string[] turn) =>
        new([prompt, .. Enumerable.Range(0, results).SelectMany(_ => turn.Select(item => JsonNode.Parse(item)))]);

    private static JsonObject Named(string name) => new() { ["type"] = "function", ["name"] = name };
}
