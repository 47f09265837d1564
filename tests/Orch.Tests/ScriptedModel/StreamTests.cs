using System.Text.Json;
using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class StreamTests
{
    private const string Path = "/work tree/repo/hello.txt";

    [Fact]
    public async Task Anthropic_streams_a_tool_call()
    {
        var events = await PlayAsync(ModelProtocol.AnthropicMessages, turn: 0);

        Assert.Equal(
            "message_start content_block_start content_block_delta content_block_stop message_delta message_stop",
            Names(events));
        Assert.All(events, next => Assert.Equal(next.Name, next.Data.GetProperty("type").GetString()));
        var block = events[1].Data.GetProperty("content_block");
        Assert.Equal(("tool_use", "Write", "{}"), (block.GetProperty("type").GetString(), block.GetProperty("name").GetString(), block.GetProperty("input").GetRawText()));
        var input = Requests.Json(events[2].Data.GetProperty("delta").GetProperty("partial_json").GetString()!);
        Assert.Equal(Path, input.GetProperty("file_path").GetString());
        Assert.Equal("tool_use", events[4].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Anthropic_streams_text_word_by_word()
    {
        var events = await PlayAsync(ModelProtocol.AnthropicMessages, turn: 2);

        var words = events.Where(next => next.Name == "content_block_delta").Select(next => next.Data.GetProperty("delta").GetProperty("text").GetString());
        Assert.Equal("All |is |DONE", string.Join('|', words));
        Assert.Equal("end_turn", events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task Responses_streams_a_tool_call()
    {
        var events = await PlayAsync(ModelProtocol.OpenAIResponses, turn: 1);

        Assert.Equal("response.created response.output_item.added response.output_item.done response.completed", Names(events));
        Assert.Equal([0, 1, 2, 3], events.Select(next => next.Data.GetProperty("sequence_number").GetInt32()));
        Assert.Empty(events[0].Data.GetProperty("response").GetProperty("output").EnumerateArray());
        var item = events[2].Data.GetProperty("item");
        Assert.Equal(("function_call", "exec_command", """{"cmd":"git add -A"}"""), (item.GetProperty("type").GetString(), item.GetProperty("name").GetString(), item.GetProperty("arguments").GetString()));
        Assert.Equal(1050, events[3].Data.GetProperty("response").GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task Responses_streams_text_word_by_word()
    {
        var events = await PlayAsync(ModelProtocol.OpenAIResponses, turn: 2);

        var words = events.Where(next => next.Name == "response.output_text.delta").Select(next => next.Data.GetProperty("delta").GetString());
        Assert.Equal("All |is |DONE", string.Join('|', words));
        Assert.Equal("response.completed", events[^1].Name);
    }

    [Fact]
    public async Task Gemini_streams_a_tool_call_as_one_chunk()
    {
        var only = Assert.Single(await PlayAsync(ModelProtocol.GeminiGenerateContent, turn: 0));

        var candidate = only.Data.GetProperty("candidates")[0];
        var call = candidate.GetProperty("content").GetProperty("parts")[0].GetProperty("functionCall");
        Assert.Null(only.Name);
        Assert.Equal(("write_file", Path, "STOP"), (call.GetProperty("name").GetString(), call.GetProperty("args").GetProperty("file_path").GetString(), candidate.GetProperty("finishReason").GetString()));
    }

    [Fact]
    public async Task Gemini_says_only_in_the_last_chunk_that_it_ended()
    {
        var events = await PlayAsync(ModelProtocol.GeminiGenerateContent, turn: 2);

        Assert.Equal([false, false, true], events.Select(next => next.Data.GetProperty("candidates")[0].TryGetProperty("finishReason", out _)));
    }

    [Theory]
    [InlineData(ModelProtocol.AnthropicMessages, """"stop_reason":"tool_use"""")]
    [InlineData(ModelProtocol.OpenAIResponses, """"status":"completed"""")]
    [InlineData(ModelProtocol.GeminiGenerateContent, """"finishReason":"STOP"""")]
    public async Task Who_wants_no_stream_gets_one_object(ModelProtocol protocol, string part)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var response = await client.CallAsync(server, protocol, stream: false);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(part, await response.TextAsync(), StringComparison.Ordinal);
    }

    private static string Names(List<(string? Name, JsonElement Data)> events) => string.Join(' ', events.Select(next => next.Name));

    private static async Task<List<(string? Name, JsonElement Data)>> PlayAsync(ModelProtocol protocol, int turn)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var script = Script.ForPrompt(ScriptStep.Write("hello.txt", "hello\n"), ScriptStep.Shell("git add -A"), ScriptStep.Text("All is DONE"));
        using var response = await client.CallAsync(server, protocol, prompt: $"Please {script}", results: turn);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return Requests.Events(await response.TextAsync());
    }
}
