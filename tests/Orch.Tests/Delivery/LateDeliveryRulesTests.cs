using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Delivery;

public sealed class LateDeliveryRulesTests
{
    private const string Head = "b000000000000000000000000000000000000000";

    [Theory]
    [InlineData(AgentState.Queued)]
    [InlineData(AgentState.Preparing)]
    [InlineData(AgentState.Running)]
    [InlineData(AgentState.Validating)]
    [InlineData(AgentState.Delivering)]
    [InlineData(AgentState.NeedsHuman)]
    [InlineData(AgentState.Lost)]
    [InlineData(AgentState.Failed)]
    [InlineData(AgentState.Cancelled)]
    public void What_has_not_ended_or_was_not_checked_is_refused(AgentState state) => Assert.NotNull(Of(Agent(state)).Refusal);

    [Theory]
    [InlineData(AgentState.Verified, "pull_request=Skipped", true)]
    [InlineData(AgentState.Verified, "pushed=Skipped pull_request=Skipped", true)]
    [InlineData(AgentState.Unverified, "pushed=Failed pull_request=Skipped", true)]
    [InlineData(AgentState.Unverified, "pull_request=Failed", true)]
    [InlineData(AgentState.Unverified, "committed=Failed", false)]
    [InlineData(AgentState.Unverified, "scope=Failed", false)]
    [InlineData(AgentState.Unverified, "tamper=Failed", false)]
    [InlineData(AgentState.Unverified, "secrets=Failed", false)]
    [InlineData(AgentState.Unverified, "validation=Failed", false)]
    [InlineData(AgentState.Unverified, "validation=Failed pushed=Failed", false)]
    public void Only_what_passed_every_check_before_the_delivery_is_delivered(AgentState state, string checks, bool isDelivered)
    {
        var decision = Of(Agent(state, checks));

        Assert.Equal(isDelivered, decision is { Refusal: null, Nothing: null });
        Assert.False(decision.IsDraft);
    }

    [Theory]
    [InlineData("tamper=Failed pushed=Skipped", true)]
    [InlineData("validation=Failed pushed=Skipped", true)]
    [InlineData("validation=Failed pushed=Failed", true)]
    [InlineData("validation=Failed secrets=Failed", false)]
    [InlineData("scope=Failed", false)]
    [InlineData("committed=Failed", false)]
    public void What_may_be_shown_is_a_draft_when_the_user_wanted_that(string checks, bool isDelivered)
    {
        var decision = LateDeliveryRules.Of(Agent(AgentState.Unverified, checks), null, draftUnverified: true);

        Assert.Equal(isDelivered, decision is { Refusal: null, Nothing: null, IsDraft: true });
    }

    [Fact]
    public void What_is_delivered_or_changed_nothing_is_not_delivered_again()
    {
        Assert.NotNull(Of(Agent(AgentState.Verified)).Nothing);
        Assert.NotNull(Of(Agent(AgentState.Answered)).Nothing);
        Assert.NotNull(Of(Agent(AgentState.Verified, "pushed=Skipped") with { BaseSha = Head }).Nothing);
    }

    [Fact]
    public void Who_was_followed_leaves_it_to_the_follower() =>
        Assert.Contains("orch deliver fix-login-2", LateDeliveryRules.Of(Agent(AgentState.Verified, "pushed=Failed"), "fix-login-2", draftUnverified: false).Refusal);

    [Fact]
    public void It_is_open_only_while_trying_again_may_help()
    {
        var agent = Agent(AgentState.Verified);
        var open = agent with { Checks = [new(CheckNames.PullRequest, CheckStatus.Skipped, "no gh" + LateDeliveryRules.Hint(agent.Name))] };

        Assert.True(LateDeliveryRules.IsOpen(open));
        Assert.False(LateDeliveryRules.IsOpen(agent));
        Assert.False(LateDeliveryRules.IsOpen(open with { State = AgentState.Cancelled }));
    }

    private static LateDeliveryDecision Of(AgentRecord agent) => LateDeliveryRules.Of(agent, null, draftUnverified: false);

    // All checks passed but those named.
    private static AgentRecord Agent(AgentState state, string checks = "")
    {
        var different = checks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(pair => pair[0], pair => Enum.Parse<CheckStatus>(pair[1]));
        return Samples.Agent(state: state) with
        {
            BaseSha = "a000000000000000000000000000000000000000",
            HeadSha = Head,
            Checks = [.. CheckNames.All.Select(name => new CheckRecord(name, different.GetValueOrDefault(name, CheckStatus.Passed), ""))],
        };
    }
}
