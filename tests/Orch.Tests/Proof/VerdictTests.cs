using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class VerdictTests
{
    private const string Head = "1111111111111111111111111111111111111111";

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

    [Fact]
    public void A_push_is_judged_by_what_the_remote_shows()
    {
        Assert.Equal(CheckStatus.Skipped, PushedCheck.Judge(PushSeen.NotTried("no remote"), Head, "b").Status);
        Assert.Equal(CheckStatus.Passed, PushedCheck.Judge(new(true, Head, null), Head, "b").Status);
        Assert.Equal(CheckStatus.Failed, PushedCheck.Judge(new(true, "2", null), Head, "b").Status);
        Assert.Equal("b was not seen at the remote: rejected", PushedCheck.Judge(new(true, null, "rejected"), Head, "b").Detail);
    }

    [Fact]
    public void A_pull_request_is_judged_by_what_GitHub_shows()
    {
        var good = new PullRequestSeen(true, null) { Url = "u", IsOpen = true, HeadSha = Head, Base = "main" };
        Assert.Equal(CheckStatus.Skipped, PullRequestCheck.Judge(PullRequestSeen.Nothing("--no-new-pr"), Head, "main").Status);
        Assert.Equal(CheckStatus.Passed, PullRequestCheck.Judge(good, Head, "main").Status);
        Assert.Equal(CheckStatus.Passed, PullRequestCheck.Judge(good, Head, null).Status);
        Assert.Equal("u goes to main instead of dev", PullRequestCheck.Judge(good, Head, "dev").Detail);
        Assert.Equal("u is not open", PullRequestCheck.Judge(good with { IsOpen = false }, Head, "main").Detail);
        Assert.Equal($"u shows 2 instead of {Head}", PullRequestCheck.Judge(good with { HeadSha = "2" }, Head, "main").Detail);
        Assert.Equal("there is none: forbidden", PullRequestCheck.Judge(new(true, "forbidden"), Head, "main").Detail);
    }
}
