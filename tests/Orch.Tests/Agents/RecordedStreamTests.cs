using System.Text.Json;
using Orch.Agents;
using Orch.State;

namespace Orch.Tests.Agents;

public sealed class RecordedStreamTests
{
    public static TheoryData<string> Names() => [.. Recording.Names()];

    [Fact]
    public void There_are_recordings_of_each_CLI_that_can_be_run()
    {
        foreach (var cli in (string[])["claude-", "codex-", "gemini-"])
        {
            Assert.True(Recording.Names().Count(name => name.StartsWith(cli, StringComparison.Ordinal)) >= 10);
        }

        foreach (var cli in (string[])["opencode-", "qwen-", "copilot-"])
        {
            Assert.Contains(Recording.Names(), name => name.StartsWith(cli, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_is_classified_as_its_label_says(string name)
    {
        var recording = Recording.Load(name);
        var verdict = AttemptClassifier.Classify(recording.Cli, recording.Play().Facts);

        var expected = recording.Expected.GetProperty("failure").GetString() ?? "success";
        Assert.Equal(expected, JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.Outcome.ToString()));
        Assert.Equal(verdict.Outcome == AttemptOutcome.Success, verdict.Detail is null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Session_text_tokens_and_cost_are_those_of_the_label(string name)
    {
        var recording = Recording.Load(name);
        var report = recording.Play().Facts.Report;

        Assert.Equal(recording.Expected.GetProperty("session_id").GetString(), report.SessionId);
        Assert.Equal(recording.Expected.GetProperty("final_text").GetString(), report.FinalText);
        Assert.Equal(Number("input_tokens"), report.InputTokens);
        Assert.Equal(Number("output_tokens"), report.OutputTokens);
        Assert.Equal(Number("cost_usd"), report.CostUsd);

        decimal? Number(string field) => recording.Expected.GetProperty(field) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_event_of_a_tested_version_is_unknown(string name)
    {
        var (facts, events) = Recording.Load(name).Play();
        Assert.True(facts.Report.UnknownEvents == 0, string.Join('\n', events.OfType<AgentEvent.Warned>()));
    }

    [Theory]
    [InlineData("claude-ok")]
    [InlineData("codex-ok")]
    [InlineData("gemini-ok")]
    [InlineData("opencode-ok")]
    [InlineData("qwen-ok")]
    [InlineData("copilot-ok", false)] // it says its session at its end only, and no tokens
    public void A_good_run_tells_its_start_its_tools_its_use_and_its_end(string name, bool tellsUse = true)
    {
        var events = Recording.Load(name).Play().Events;

        Assert.Equal(tellsUse ? 1 : 0, events.OfType<AgentEvent.Started>().Count());
        var calls = events.OfType<AgentEvent.ToolCalled>().ToList();
        Assert.Equal(2, calls.Count);
        Assert.Contains("hello.txt", calls[0].Summary);
        Assert.Contains("git add -A", calls[1].Summary);
        Assert.Equal(calls.Select(call => call.Id), events.OfType<AgentEvent.ToolReturned>().Select(result => result.Id), StringComparer.Ordinal);
        Assert.Equal("DONE", Assert.Single(events.OfType<AgentEvent.Said>()).Text);
        Assert.Equal(tellsUse, events[^2] is AgentEvent.Used);
        Assert.Equal(new AgentEvent.Ended(IsSuccess: true, "DONE", ErrorText: null), events[^1]);
    }

    [Fact]
    public void A_failed_run_ends_with_the_words_of_the_CLI()
    {
        var end = Assert.IsType<AgentEvent.Ended>(Recording.Load("claude-credit").Play().Events[^1]);
        Assert.Equal(new AgentEvent.Ended(IsSuccess: false, FinalText: null, "Credit balance is too low"), end);
    }

    [Fact]
    public void The_address_of_the_request_is_no_part_of_the_error_text()
    {
        Assert.DoesNotContain("http://127", Recording.Load("codex-auth").Play().Facts.Report.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_tool_is_named()
    {
        var recording = Recording.Load("claude-permission-denied");
        var verdict = AttemptClassifier.Classify(recording.Cli, recording.Play().Facts);
        Assert.Equal("the CLI's permission rules refused Write, Bash", verdict.Detail);
    }

    [Fact]
    public void The_stated_wait_of_a_rate_limit_is_kept()
    {
        var recording = Recording.Load("gemini-ratelimit");
        var verdict = AttemptClassifier.Classify(recording.Cli, recording.Play().Facts);
        Assert.Equal(Clock.Noon.AddSeconds(2.4), verdict.RetryAt);
    }
}
