using Orch.ScriptedModel;

namespace Orch.SystemTests.ScriptedModel;

public sealed class RealAgentCliTests
{
    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public async Task The_default_script_ends_with_the_file_committed(string cli)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentCliRun(server, "ok");

        var result = await run.RunAsync(cli);

        Assert.True(result.Succeeded, result.Complaint);
        Assert.Equal("hello from the scripted model", await run.GitAsync("show", "HEAD:hello.txt"));
        Assert.Equal("", await run.GitAsync("status", "--porcelain"));
        Assert.Equal([0, 1, 2], server.Calls.Select(call => call.Turn));
        Assert.All(server.Calls, call => Assert.Equal("Please do it.", call.PromptText));
    }

    [Theory]
    [InlineData("claude", "ratelimit", 1, "rate_limit")]
    [InlineData("codex", "ratelimit", 1, "429 Too Many Requests")]
    [InlineData("gemini", "ratelimit", 173, "You exceeded your current quota")]
    [InlineData("claude", "auth", 1, "authentication_failed")]
    [InlineData("codex", "auth", 1, "401 Unauthorized")]
    [InlineData("gemini", "auth", 144, "API_KEY_INVALID")]
    [InlineData("claude", "overloaded", 1, "529")]
    [InlineData("codex", "overloaded", 1, "at capacity")]
    [InlineData("gemini", "overloaded", 247, "The model is overloaded")]
    [InlineData("claude", "drop", 1, "Unable to connect to API (ECONNRESET)")]
    [InlineData("codex", "drop", 1, "error sending request")]
    [InlineData("gemini", "drop", 1, "fetch failed sending request")]
    [InlineData("claude", "empty", 1, "empty or malformed response")]
    [InlineData("codex", "empty", 1, "stream closed before response.completed")]
    [InlineData("gemini", "empty", 0, "Model stream ended without a finish reason")]
    public async Task A_failing_model_is_reported_as_the_real_one_is(string cli, string scenario, int exitCode, string marker)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentCliRun(server, scenario);

        var result = await run.RunAsync(cli);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(marker, result.Output, StringComparison.Ordinal);
    }
}
