using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(CommittedOutcome.Committed, CheckStatus.Passed, CheckStatus.Passed, AgentState.Verified)]
    [InlineData(CommittedOutcome.Committed, CheckStatus.Passed, CheckStatus.Skipped, AgentState.Verified)]
    [InlineData(CommittedOutcome.Committed, CheckStatus.Skipped, CheckStatus.Skipped, AgentState.Verified)]
    [InlineData(CommittedOutcome.Committed, CheckStatus.Passed, CheckStatus.Failed, AgentState.Unverified)]
    [InlineData(CommittedOutcome.NothingChanged, CheckStatus.Passed, CheckStatus.Skipped, AgentState.Answered)]
    [InlineData(CommittedOutcome.NothingChanged, CheckStatus.Failed, CheckStatus.Skipped, AgentState.Unverified)]
    [InlineData(CommittedOutcome.Failed, CheckStatus.Passed, CheckStatus.Passed, AgentState.Unverified)]
    public void The_end_follows_from_the_checks(object outcome, CheckStatus first, CheckStatus second, AgentState end) =>
        Assert.Equal(end, Verdict.Of((CommittedOutcome)outcome, [new(CheckNames.Validation, first, ""), new(CheckNames.Pushed, second, "")]));

    [Theory]
    [InlineData(CheckNames.Committed, false)]
    [InlineData(CheckNames.Scope, false)]
    [InlineData(CheckNames.Secrets, false)]
    [InlineData(CheckNames.Tamper, true)]
    [InlineData(CheckNames.Validation, true)]
    public void A_failed_check_keeps_some_commits_at_home(string failed, bool mayPush) =>
        Assert.Equal(mayPush, Verdict.MayPush(CommittedOutcome.Committed, [new(failed, CheckStatus.Failed, "")]));

    [Fact]
    public void Failed_checks_are_the_reason() => Assert.Equal(
        "scope: a; secrets: b",
        Verdict.Reason([new(CheckNames.Scope, CheckStatus.Failed, "a"), new(CheckNames.Tamper, CheckStatus.Passed, "x"), new(CheckNames.Secrets, CheckStatus.Failed, "b")]));
}
