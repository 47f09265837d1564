using System.Text.Json;
using Orch.Cli.Explaining;
using Orch.Processes;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Explaining;

public sealed class StateReasoningTests
{
    private static readonly ProcessIdentity Supervisor = new("this-boot", 42, 1000);

    public static TheoryData<AgentState> Ends => [AgentState.Verified, AgentState.Unverified, AgentState.Answered, AgentState.Failed, AgentState.Cancelled];

    public static TheoryData<AgentState> Works => [AgentState.Queued, AgentState.Preparing, AgentState.Running, AgentState.Validating, AgentState.Delivering];

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_end_is_certain_without_any_process(AgentState end) =>
        Expect(end, Sureness.Certain, "final", Facts(end) with { Owner = Gone });

    [Theory]
    [MemberData(nameof(Works))]
    public void Work_is_believed_while_the_supervisor_is_alive(AgentState state) =>
        Expect(state, Sureness.Certain, "its supervisor is alive", Facts(state));

    [Theory]
    [MemberData(nameof(Works))]
    public void Without_a_supervisor_it_is_lost(AgentState state) =>
        Expect(AgentState.Lost, Sureness.Certain, "gone and no end was recorded", Facts(state) with { Owner = Gone });

    [Fact]
    public void A_question_needs_no_process() =>
        Expect(AgentState.NeedsHuman, Sureness.Certain, "nothing has been answered", Facts(AgentState.NeedsHuman) with { Owner = Gone });

    [Fact]
    public void What_cannot_be_seen_is_unknown() =>
        Expect(AgentState.Lost, Sureness.Unknown, "could not be seen", Facts(AgentState.Running) with { Owner = new(Supervisor, IsSupervisor: true, BootId: null, Now: null) });

    [Fact]
    public void A_silence_beyond_the_idle_timeout_makes_it_doubtful() => Expect(
        AgentState.Running,
        Sureness.Likely,
        "nothing was heard of the agent CLI for 20m 0s, more than the idle timeout of 10m 0s",
        Facts(AgentState.Running) with { Now = Samples.Noon.AddMinutes(30), LastOutput = Samples.Noon.AddMinutes(10), IdleTimeout = TimeSpan.FromMinutes(10) });

    [Theory]
    [InlineData("other-boot", true, "before the machine was started anew: gone")]
    [InlineData("this-boot", true, "its number belongs to another process now")]
    [InlineData("this-boot", false, "started at tick 1000: gone")]
    public void How_a_process_is_gone_is_said(string recordedBoot, bool hasOther, string expected)
    {
        var owner = new OwnerFacts(Supervisor with { BootId = recordedBoot }, IsSupervisor: true, "this-boot", hasOther ? new("this-boot", 42, 5) : null);

        Assert.Contains(expected, Line(StateReasoning.Explain(Facts(AgentState.Running) with { Owner = owner }), "supervisor").Text);
    }

    [Fact]
    public void Everything_that_was_seen_is_evidence()
    {
        var explanation = StateReasoning.Explain(Facts(AgentState.Running) with
        {
            HasSession = null,
            Open = [new(1, JournalStep.Push, "abc to orch/fix", Outcome: null)],
            Waiting = "and\nthen?",
            Cooldowns = [new("claude", "key", AttemptOutcome.RateLimited, Samples.Noon.AddMinutes(5), "quota", Samples.Noon)],
            Work = new("/work/fix", IsThere: true, "abc", 2),
            CancelRequested = true,
            Follower = "fix-2",
        });

        Assert.Equal(Sureness.Unknown, Line(explanation, "session").Sure);
        Assert.Equal("begun and without an outcome: push (abc to orch/fix)", Line(explanation, "journal").Text);
        Assert.Equal("said and not given to it yet: and then?", Line(explanation, "messages").Text);
        Assert.Equal("claude takes no requests for 5m 0s more (rate_limited: quota)", Line(explanation, "cooldown").Text);
        Assert.Equal("/work/fix at abc, 2 files uncommitted", Line(explanation, "workspace").Text);
        Assert.NotNull(Line(explanation, "cancel"));
        Assert.Contains("fix-2", Line(explanation, "follower").Text);
        Assert.NotEmpty(explanation.WouldChange);
    }

    [Fact]
    public void The_document_keeps_to_the_contract()
    {
        var document = JsonSerializer.SerializeToElement(StateReasoning.Explain(Facts(AgentState.Running)), ExplanationJson.Default.Explanation);

        Assert.Equal(
            ["schema", "name", "state", "recorded_state", "sure", "because", "evidence", "would_change"],
            document.EnumerateObject().Select(one => one.Name));
        Assert.Equal(["what", "text", "sure", "at"], document.GetProperty("evidence")[0].EnumerateObject().Select(one => one.Name));
        Assert.Equal("certain", document.GetProperty("sure").GetString());
    }

    private static OwnerFacts Gone => new(Supervisor, IsSupervisor: true, "this-boot", Now: null);

    private static AgentFacts Facts(AgentState state) => new()
    {
        Now = Samples.Noon,
        Record = Samples.Agent("fix", state) with { Attempts = [Samples.Attempt(1, "claude", state == AgentState.Running ? null : AttemptOutcome.Success)] },
        Owner = new(Supervisor, IsSupervisor: true, "this-boot", Supervisor),
        HasSession = true,
        Work = new(Directory: null, IsThere: false),
    };

    private static EvidenceLine Line(Explanation explanation, string what) => Assert.Single(explanation.Evidence, line => line.What == what);

    private static void Expect(AgentState state, Sureness sure, string because, AgentFacts facts)
    {
        var explanation = StateReasoning.Explain(facts);

        Assert.Equal((state, facts.Record.State, sure), (explanation.State, explanation.RecordedState, explanation.Sure));
        Assert.Contains(because, explanation.Because);
    }
}
