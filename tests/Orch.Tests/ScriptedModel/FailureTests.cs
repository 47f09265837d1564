using System.Net;
using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class FailureTests
{
    [Theory]
    [InlineData("ratelimit", 429, 429, 429)]
    [InlineData("quota", 429, 429, 429)]
    [InlineData("credit", 400, 429, 403)]
    [InlineData("auth", 401, 401, 400)]
    [InlineData("auth401", 401, 401, 401)]
    [InlineData("forbidden", 403, 403, 403)]
    [InlineData("overloaded", 529, 503, 503)]
    [InlineData("unavailable", 503, 503, 503)]
    [InlineData("error500", 500, 500, 500)]
    [InlineData("badrequest", 400, 400, 400)]
    [InlineData("toolong", 400, 400, 400)]
    [InlineData("notfound", 404, 404, 404)]
    [InlineData("nosuch", 404, 404, 404)]
    [InlineData("ok", 200, 200, 200)]
    public async Task Each_protocol_fails_with_its_own_status(string scenario, int anthropic, int openAI, int gemini)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        List<int> statuses = [];
        foreach (var protocol in Requests.Protocols)
        {
            using var response = await client.CallAsync(server, protocol, scenario);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([anthropic, openAI, gemini], statuses);
    }

    [Fact]
    public async Task A_rate_limit_names_its_wait_when_the_scenario_does()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var anthropic = await client.CallAsync(server, ModelProtocol.AnthropicMessages, "ratelimit:30");
        using var gemini = await client.CallAsync(server, ModelProtocol.GeminiGenerateContent, "ratelimit:30");
        using var silent = await client.CallAsync(server, ModelProtocol.AnthropicMessages, "ratelimit");

        Assert.Equal(TimeSpan.FromSeconds(30), anthropic.Headers.RetryAfter?.Delta);
        Assert.Contains("\"retryDelay\":\"30s\"", await gemini.TextAsync(), StringComparison.Ordinal);
        Assert.Null(silent.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_unknown_scenario_says_so()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var response = await client.CallAsync(server, ModelProtocol.AnthropicMessages, "nosuch");

        Assert.Contains("no scenario 'nosuch'", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Broken_replies_are_no_answers()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        foreach (var protocol in Requests.Protocols)
        {
            Assert.Equal("", await TextAsync("empty"));
            Assert.Contains("502 Bad Gateway", await TextAsync("garbage"), StringComparison.Ordinal);
            Assert.Contains("{not json", await TextAsync("badjson"), StringComparison.Ordinal);
            var cut = await TextAsync("truncated");
            Assert.False(cut.EndsWith("\n\n", StringComparison.Ordinal) || cut.Contains("Reason", StringComparison.Ordinal), cut);

            async Task<string> TextAsync(string scenario)
            {
                using var response = await client.CallAsync(server, protocol, scenario);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                return await response.TextAsync();
            }
        }
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("refused")]
    public async Task A_connection_may_break_before_any_byte(string scenario)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CallAsync(server, ModelProtocol.OpenAIResponses, scenario));
    }

    [Fact]
    public async Task Then_ok_counts_each_run_and_protocol_apart()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        Assert.Equal(503, await StatusAsync(ModelProtocol.OpenAIResponses, "a"));
        Assert.Equal(200, await StatusAsync(ModelProtocol.OpenAIResponses, "a"));
        Assert.Equal(503, await StatusAsync(ModelProtocol.OpenAIResponses, "b"));
        Assert.Equal(529, await StatusAsync(ModelProtocol.AnthropicMessages, "a"));

        async Task<int> StatusAsync(ModelProtocol protocol, string tag)
        {
            using var response = await client.CallAsync(server, protocol, "overloaded-then-ok:1", tag);
            return (int)response.StatusCode;
        }
    }

    [Fact]
    public async Task A_stream_that_hangs_has_begun()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        foreach (var protocol in Requests.Protocols)
        {
            using var response = await client.CallAsync(server, protocol, "hangstream");
            await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var some = new byte[4];

            Assert.True(await stream.ReadAsync(some, TestContext.Current.CancellationToken) > 0);
        }
    }
}
