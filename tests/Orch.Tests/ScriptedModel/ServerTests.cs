using Microsoft.Extensions.Time.Testing;
using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class ServerTests
{
    [Fact]
    public async Task Every_call_is_kept_in_order()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using (await client.CallAsync(server, ModelProtocol.OpenAIResponses, "ok", "run-1", "Do it", results: 1))
        using (await client.CallAsync(server, ModelProtocol.GeminiGenerateContent, "auth", tools: false))
        {
        }

        Assert.Equal(
            [
                new ModelCall(ModelProtocol.OpenAIResponses, "ok", "run-1", "m-1", 1, "Do it", false),
                new ModelCall(ModelProtocol.GeminiGenerateContent, "auth", null, "m-1", 0, "Do it", true),
            ],
            server.Calls);
    }

    [Fact]
    public async Task A_side_call_plays_no_script()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        foreach (var protocol in Requests.Protocols)
        {
            using var response = await client.CallAsync(server, protocol, tools: false, stream: false);
            Assert.Contains("\"text\":\"ok\"", await response.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_script_may_be_chosen_by_the_call()
    {
        var options = new ScriptedModelOptions
        {
            ChooseScript = call => call.Tag == "second" ? [ScriptStep.Text("chosen")] : null,
            DefaultScript = [ScriptStep.Text("default")],
        };
        await using var server = await ScriptedModelServer.StartAsync(options, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var first = await client.CallAsync(server, ModelProtocol.AnthropicMessages, tag: "first", stream: false);
        using var second = await client.CallAsync(server, ModelProtocol.AnthropicMessages, tag: "second", stream: false);

        Assert.Contains("\"text\":\"default\"", await first.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"chosen\"", await second.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_with_a_broken_script_is_refused_with_the_reason()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var response = await client.CallAsync(server, ModelProtocol.AnthropicMessages, prompt: "<<<SCRIPT [ SCRIPT>>>");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("not JSON", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_takes_its_time()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var options = new ScriptedModelOptions
        {
            Time = time,
            ChooseScript = _ =>
            {
                asked.TrySetResult();
                return [ScriptStep.Text("late") with { Delay = TimeSpan.FromHours(1) }];
            },
        };
        await using var server = await ScriptedModelServer.StartAsync(options, TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var answer = client.CallAsync(server, ModelProtocol.AnthropicMessages);
        await asked.Task;

        Assert.False(answer.IsCompleted);
        while (!answer.IsCompleted)
        {
            // The wait begins at some moment after the script was chosen.
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        using var response = await answer;
        Assert.Contains("late", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_server_breaks_what_hangs()
    {
        var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        var hanging = client.CallAsync(server, ModelProtocol.GeminiGenerateContent, "hang");
        while (server.Calls.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(hanging.IsCompleted);
        await server.DisposeAsync();
        await server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task Requests_beside_the_model_are_answered()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        Assert.Equal(200, await StatusAsync(HttpMethod.Head, ""));
        Assert.Equal(405, await StatusAsync(HttpMethod.Get, "/v1/responses"));
        Assert.Equal(426, await StatusAsync(HttpMethod.Get, "/v1/responses", upgrade: true));
        Assert.Equal(200, await StatusAsync(HttpMethod.Post, "/v1/messages/count_tokens"));
        Assert.Equal(404, await StatusAsync(HttpMethod.Get, "/favicon.ico"));
        Assert.Equal(400, await StatusAsync(HttpMethod.Post, "/v1/messages"));

        async Task<int> StatusAsync(HttpMethod method, string path, bool upgrade = false)
        {
            using var request = new HttpRequestMessage(method, server.UrlFor("ok") + path);
            if (upgrade)
            {
                request.Headers.Connection.Add("Upgrade");
                request.Headers.Upgrade.ParseAdd("websocket");
            }

            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }
    }
}
