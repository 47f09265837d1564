using System.Globalization;
using Orch.ScriptedModel;
using Orch.State;

namespace Orch.SystemTests.Agents;

public sealed class AgentTurnTests
{
    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("qwen")]
    [InlineData("copilot")]
    public async Task A_turn_does_the_task_and_is_judged_a_success(string cli)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentTurnRun(server, "ok");

        var verdict = await run.RunAsync(cli);

        Assert.Equal(new(AttemptOutcome.Success, Detail: null), verdict);
        Assert.NotNull(run.Facts!.Report.SessionId);
        Assert.Equal(cli != "copilot", run.Facts.Report.InputTokens > 0);
        Assert.Equal("hello.txt", await run.GitAsync("ls-files"));
        Assert.Equal("", await run.GitAsync("status", "--porcelain"));
        Assert.Contains(server.Calls, call => call.PromptText == "--help $(touch injected) do it");
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("qwen")]
    [InlineData("copilot")]
    public async Task A_session_is_resumed_and_the_model_is_the_one_asked_for(string cli)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentTurnRun(server, "noop");
        await run.RunAsync(cli);
        var session = run.Facts!.Report.SessionId;
        var model = cli switch { "claude" => "claude-haiku-4-5", "codex" => "gpt-5.4", "gemini" => "gemini-2.5-pro", "opencode" => "scripted/other-model", _ => "other-model" };

        var verdict = await run.RunAsync(cli, turn => turn with { SessionId = session, Model = model, Prompt = "and now?" });

        Assert.Equal(AttemptOutcome.Success, verdict.Outcome);
        Assert.Equal(session, run.Facts.Report.SessionId);
        Assert.Equal(model.Split('/')[^1], server.Calls[^1].Model);
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("qwen")]
    [InlineData("copilot")]
    public async Task A_session_that_is_gone_is_noticed(string cli)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentTurnRun(server, "noop");

        var verdict = await run.RunAsync(cli, turn => turn with { SessionId = "00000000-0000-4000-8000-000000000000" });

        Assert.True(verdict.SessionIsGone, verdict.Detail);
    }

    // The retries of claude are bounded by Orch, those of the others can only be bounded by their user.
    [Theory]
    [InlineData("claude", "ratelimit", AttemptOutcome.RateLimited)]
    [InlineData("claude", "credit", AttemptOutcome.Billing)]
    [InlineData("claude", "auth", AttemptOutcome.Auth)]
    [InlineData("claude", "overloaded", AttemptOutcome.Overloaded)]
    [InlineData("claude", "error500", AttemptOutcome.Overloaded)]
    [InlineData("claude", "drop", AttemptOutcome.Unreachable)]
    [InlineData("claude", "notfound", AttemptOutcome.ModelNotFound)]
    [InlineData("claude", "toolong", AttemptOutcome.ContextTooLong)]
    [InlineData("claude", "garbage", AttemptOutcome.Malformed)]
    [InlineData("codex", "ratelimit", AttemptOutcome.RateLimited)]
    [InlineData("codex", "quota", AttemptOutcome.RateLimited)]
    [InlineData("codex", "credit", AttemptOutcome.Billing)]
    [InlineData("codex", "overloaded", AttemptOutcome.Overloaded)]
    [InlineData("codex", "notfound", AttemptOutcome.ModelNotFound)]
    [InlineData("codex", "toolong", AttemptOutcome.ContextTooLong)]
    [InlineData("codex", "auth", AttemptOutcome.Auth)]
    [InlineData("codex", "truncated", AttemptOutcome.Malformed)]
    [InlineData("gemini", "ratelimit", AttemptOutcome.RateLimited)]
    [InlineData("gemini", "quota", AttemptOutcome.RateLimited)]
    [InlineData("gemini", "auth", AttemptOutcome.Auth)]
    [InlineData("gemini", "forbidden", AttemptOutcome.Auth)]
    [InlineData("gemini", "credit", AttemptOutcome.Billing)]
    [InlineData("gemini", "notfound", AttemptOutcome.ModelNotFound)]
    [InlineData("gemini", "toolong", AttemptOutcome.ContextTooLong)]
    [InlineData("gemini", "empty", AttemptOutcome.Malformed)]
    public async Task A_failure_is_told_by_its_kind(string cli, string scenario, AttemptOutcome kind)
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentTurnRun(server, scenario, boundRetries: cli != "claude");

        var verdict = await run.RunAsync(cli);

        Assert.True(kind == verdict.Outcome, string.Create(CultureInfo.InvariantCulture, $"{verdict} {run.Facts}"));
    }

    [Fact]
    public async Task The_own_retries_of_claude_are_few()
    {
        await using var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        using var run = new AgentTurnRun(server, "auth");

        await run.RunAsync("claude");

        Assert.InRange(server.Calls.Count, 2, 3);
    }
}
