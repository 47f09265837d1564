using Orch.Agents;
using Orch.State;

namespace Orch.Tests.Agents;

public sealed class AttemptClassifierTests
{
    private static readonly AgentCatalog Catalog = new();

    [Theory]
    [InlineData("claude", """{"type":"result","subtype":"success","is_error":false,"result":"TEXT","usage":{}}""")]
    [InlineData("codex", """{"type":"item.completed","item":{"id":"1","type":"agent_message","text":"TEXT"}}|{"type":"turn.completed","usage":{}}""")]
    [InlineData("gemini", """{"type":"message","role":"assistant","content":"TEXT","delta":true}|{"type":"result","status":"success","stats":{}}""")]
    [InlineData("cursor", """{"type":"result","subtype":"success","is_error":false,"result":"TEXT"}""")]
    public void An_answer_about_rate_limits_is_a_success(string cli, string stream)
    {
        const string text = "429 Too Many Requests: rate limit exceeded, usage limit reached, Credit balance is too low, waiting for network";
        var verdict = Judge(cli, stream.Replace("TEXT", text, StringComparison.Ordinal));
        Assert.Equal(new(AttemptOutcome.Success, Detail: null), verdict);
    }

    [Theory]
    [InlineData("claude", """{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"TEXT"}]}}|{"type":"result","subtype":"error_during_execution","is_error":true,"result":"TEXT"}""")]
    [InlineData("codex", """{"type":"item.completed","item":{"id":"1","type":"agent_message","text":"TEXT"}}|{"type":"turn.failed","error":{"message":"oops"}}""")]
    [InlineData("gemini", """{"type":"message","role":"assistant","content":"TEXT"}|{"type":"result","status":"error","error":{"type":"unknown","message":"oops"}}""")]
    [InlineData("cursor", """{"type":"assistant","message":{"content":[{"type":"text","text":"TEXT"}]}}""")]
    public void What_the_model_said_does_not_tell_the_kind_of_a_failure(string cli, string stream)
    {
        const string text = "429 Too Many Requests rate limit usage limit API key not valid fetch failed Invalid API key Unauthorized";
        Assert.Equal(AttemptOutcome.Crash, Judge(cli, stream.Replace("TEXT", text, StringComparison.Ordinal), exitCode: 1).Outcome);
    }

    [Theory]
    [InlineData("exceeded retry limit, last status: 429 Too Many Requests", AttemptOutcome.RateLimited)]
    [InlineData("You’ve hit your usage limit. Visit x or try again at 5:56 AM.", AttemptOutcome.RateLimited)]
    [InlineData("rate limit exceeded: try again in 1.5s", AttemptOutcome.RateLimited)]
    [InlineData("Quota exceeded. Check your plan and billing details.", AttemptOutcome.Billing)]
    [InlineData("Selected model is at capacity. Please try a different model.", AttemptOutcome.Overloaded)]
    [InlineData("unexpected status 503 Service Unavailable: x, url: http://h/rate limit", AttemptOutcome.Overloaded)]
    [InlineData("We’re currently experiencing high demand, which may cause temporary errors.", AttemptOutcome.Overloaded)]
    [InlineData("unexpected status 403 Forbidden: no", AttemptOutcome.Auth)]
    [InlineData("Missing environment variable: `OPENAI_API_KEY`.", AttemptOutcome.Auth)]
    [InlineData("The model `x` does not exist or you do not have access to it.", AttemptOutcome.ModelNotFound)]
    [InlineData("stream disconnected before completion: stream closed before response.completed", AttemptOutcome.Malformed)]
    [InlineData("stream disconnected before completion: error sending request", AttemptOutcome.Unreachable)]
    [InlineData("stream disconnected before completion: idle timeout waiting for SSE", AttemptOutcome.Timeout)]
    [InlineData("Incomplete response returned, reason: max_output_tokens", AttemptOutcome.LimitReached)]
    [InlineData("{\"error\":{\"message\":\"bad\"}}", AttemptOutcome.Crash)]
    public void Codex_is_understood_by_its_message(string message, AttemptOutcome kind)
    {
        var line = $$$"""{"type":"turn.failed","error":{"message":"{{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}}"}}""";
        Assert.Equal(kind, Judge("codex", line, exitCode: 1).Outcome);
    }

    [Theory]
    [InlineData(173, "", "", AttemptOutcome.RateLimited)]
    [InlineData(173, "[API Error: You have exhausted your daily quota on this model.]", "", AttemptOutcome.RateLimited)]
    [InlineData(147, "[API Error: This API method requires billing to be enabled. PERMISSION_DENIED]", "", AttemptOutcome.Billing)]
    [InlineData(173, "You exceeded your current quota, please check your plan and billing details", "", AttemptOutcome.RateLimited)]
    [InlineData(147, "PERMISSION_DENIED", "", AttemptOutcome.Auth)]
    [InlineData(145, "", "", AttemptOutcome.Auth)]
    [InlineData(244, "{\\\"error\\\":{\\\"code\\\":500}}", "", AttemptOutcome.Overloaded)]
    [InlineData(144, "INVALID_ARGUMENT: the input exceeds the maximum number of tokens allowed", "", AttemptOutcome.ContextTooLong)]
    [InlineData(144, "INVALID_ARGUMENT", "", AttemptOutcome.Crash)]
    [InlineData(1, "Incomplete JSON segment at the end", "", AttemptOutcome.Malformed)]
    [InlineData(41, null, "Please set an Auth method", AttemptOutcome.Auth)]
    [InlineData(55, null, "", AttemptOutcome.RefusedPermission)]
    [InlineData(53, null, "", AttemptOutcome.LimitReached)]
    [InlineData(42, null, "Error resuming session", AttemptOutcome.Crash)]
    [InlineData(0, null, "", AttemptOutcome.Crash)]
    public void Gemini_is_understood_by_text_and_exit_code(int exitCode, string? message, string error, AttemptOutcome kind)
    {
        var line = message is null ? "" : $$$"""{"type":"result","status":"error","error":{"type":"unknown","message":"{{{message}}}"}}""";
        Assert.Equal(kind, Judge("gemini", line, error, exitCode).Outcome);
    }

    [Theory]
    [InlineData("cursor", 1, "Error: Workspace Trust Required", AttemptOutcome.RefusedPermission)]
    [InlineData("cursor", 0, "Workspace Trust Required", AttemptOutcome.RefusedPermission)]
    [InlineData("cursor", 0, "", AttemptOutcome.Crash)]
    [InlineData("claude", 1, "--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons", AttemptOutcome.RefusedPermission)]
    [InlineData("claude", 1, "Error: claude native binary not installed.", AttemptOutcome.NotInstalled)]
    [InlineData("claude", 127, "env: 'node': No such file or directory", AttemptOutcome.NotInstalled)]
    [InlineData("codex", 2, "error: unexpected argument '--nope'", AttemptOutcome.Crash)]
    [InlineData("claude", 137, "", AttemptOutcome.Crash)]
    public void Without_events_standard_error_and_exit_code_tell(string cli, int exitCode, string error, AttemptOutcome kind) =>
        Assert.Equal(kind, Judge(cli, "", error, exitCode).Outcome);

    [Theory]
    [InlineData(OwnAction.Killed, AttemptOutcome.Killed)]
    [InlineData(OwnAction.WallTimeout, AttemptOutcome.Timeout)]
    [InlineData(OwnAction.IdleTimeout, AttemptOutcome.IdleTimeout)]
    [InlineData(OwnAction.Budget, AttemptOutcome.LimitReached)]
    internal void Our_own_action_comes_before_what_the_exit_code_says(OwnAction action, AttemptOutcome kind)
    {
        foreach (var cli in Catalog.All)
        {
            Assert.Equal(kind, AttemptClassifier.Classify(cli, new(Clock.Noon, new()) { Action = action, ExitCode = 0 }).Outcome);
        }
    }

    [Theory]
    [InlineData(OwnAction.WallTimeout, AttemptOutcome.Unreachable)]
    [InlineData(OwnAction.IdleTimeout, AttemptOutcome.Unreachable)]
    [InlineData(OwnAction.Killed, AttemptOutcome.Killed)]
    internal void A_CLI_that_was_retrying_when_its_time_was_over_failed_for_that_reason(OwnAction action, AttemptOutcome kind)
    {
        var recording = Recording.Load("codex-refused-killed");
        var facts = recording.Play().Facts with { Action = action };
        Assert.Equal(kind, AttemptClassifier.Classify(recording.Cli, facts).Outcome);
    }

    [Fact]
    public void A_retry_that_recovered_is_no_reason()
    {
        var verdict = Judge("claude",
            """{"type":"system","subtype":"api_retry","attempt":1,"error":"rate_limit","error_status":429}|{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"on it"}]}}""",
            action: OwnAction.WallTimeout);
        Assert.Equal(AttemptOutcome.Timeout, verdict.Outcome);
    }

    [Fact]
    public void A_CLI_that_ended_well_and_does_not_exit_is_a_success()
    {
        var recording = Recording.Load("claude-ok");
        var facts = recording.Play().Facts with { Action = OwnAction.IdleTimeout, ExitCode = 143 };
        Assert.Equal(AttemptOutcome.Success, AttemptClassifier.Classify(recording.Cli, facts).Outcome);
    }

    [Theory]
    [InlineData("claude-ok", OwnAction.IdleTimeout, AttemptOutcome.IdleTimeout)]
    [InlineData("claude-ok", OwnAction.WallTimeout, AttemptOutcome.Timeout)]
    internal void What_a_CLI_says_only_after_it_was_told_to_go_is_no_evidence(string name, OwnAction action, AttemptOutcome kind)
    {
        var recording = Recording.Load(name);
        var facts = recording.Play().Facts with { Action = action, EndedInTime = false, ExitCode = 0 };
        Assert.Equal(kind, AttemptClassifier.Classify(recording.Cli, facts).Outcome);
    }

    [Fact]
    public void Work_after_the_terminal_event_takes_it_back()
    {
        var recording = Recording.Load("claude-ok");
        var reader = recording.Cli.CreateReader();
        foreach (var line in recording.Output.Append(recording.Output[1]))
        {
            reader.Read(line);
        }

        Assert.Equal(AttemptOutcome.Crash, AttemptClassifier.Classify(recording.Cli, new(Clock.Noon, reader.Report) { ExitCode = 0 }).Outcome);
    }

    [Fact]
    public void A_success_event_with_another_exit_code_is_a_crash()
    {
        var recording = Recording.Load("codex-ok");
        var verdict = AttemptClassifier.Classify(recording.Cli, recording.Play().Facts with { ExitCode = 139 });
        Assert.Equal(AttemptOutcome.Crash, verdict.Outcome);
        Assert.Contains("139", verdict.Detail);
    }

    [Fact]
    public void An_early_sign_gives_its_kind_and_its_reset()
    {
        var sign = new AgentEvent.Retrying(AttemptOutcome.RateLimited, "Please retry in 90s", RetryAdvice.StopIfAnother);
        var verdict = AttemptClassifier.Classify(Catalog.Find("gemini")!, new(Clock.Noon, new()) { Action = OwnAction.EarlySign, Sign = sign, ExitCode = 0 });
        Assert.Equal(new(AttemptOutcome.RateLimited, "Please retry in 90s") { RetryAt = Clock.Noon.AddSeconds(90) }, verdict);
    }

    [Fact]
    public void What_could_not_start_is_not_installed()
    {
        var verdict = AttemptClassifier.Classify(Catalog.Find("codex")!, new(Clock.Noon, new()) { CouldNotStart = "codex: Exec format error" });
        Assert.Equal(new(AttemptOutcome.NotInstalled, "codex: Exec format error"), verdict);
    }

    [Theory]
    [InlineData("claude", 1, """{"type":"result","subtype":"error_during_execution","is_error":true,"errors":["No conversation found with session ID: x"]}""", "")]
    [InlineData("claude", 1, "", "No conversation found with session ID: x")]
    [InlineData("codex", 1, "", "Error: thread/resume: thread/resume failed: no rollout found for thread id x")]
    [InlineData("gemini", 42, "", "Error resuming session: Invalid session identifier")]
    public void A_session_that_is_gone_is_noticed(string cli, int exitCode, string stream, string error) =>
        Assert.True(Judge(cli, stream, error, exitCode).SessionIsGone);

    [Fact]
    public void The_reset_that_claude_states_in_a_field_is_kept()
    {
        var verdict = Judge("claude",
            """{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":1795435200}}|{"type":"assistant","error":"rate_limit","message":{"model":"<synthetic>","content":[]}}|{"type":"result","subtype":"success","is_error":true,"result":"You've hit your session limit"}""",
            exitCode: 1);
        Assert.Equal(AttemptOutcome.RateLimited, verdict.Outcome);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795435200), verdict.RetryAt);
    }

    [Fact]
    public void A_crash_says_the_exit_code_and_the_complaint()
    {
        var verdict = Judge("claude", "", "error: unknown option '--nope'", 1);
        Assert.Equal("exited with code 1 and did not say how it ended: error: unknown option '--nope'", verdict.Detail);
    }

    [Fact]
    public void A_detail_is_one_line_without_terminal_escapes()
    {
        var verdict = Judge("codex", """{"type":"turn.failed","error":{"message":"a\nb\u001b[2Jc\u202e"}}""", exitCode: 1);
        Assert.Equal("a b [2Jc", verdict.Detail);
    }

    private static AttemptVerdict Judge(string cli, string stream, string error = "", int exitCode = 0, OwnAction action = OwnAction.None)
    {
        var known = Catalog.Find(cli)!;
        var reader = known.CreateReader();
        foreach (var line in stream.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            reader.Read(line);
        }

        foreach (var line in error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            reader.ReadError(line);
        }

        return AttemptClassifier.Classify(known, new(Clock.Noon, reader.Report) { ExitCode = exitCode, Action = action });
    }
}
