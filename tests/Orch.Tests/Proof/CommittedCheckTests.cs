using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class CommittedCheckTests
{
    private const string Head = "1111111111111111111111111111111111111111";

    private static readonly CommittedFacts Good = new()
    {
        Planned = "orch/a",
        Head = new(Head, "orch/a", Head, null),
        OwnCommits = 1,
        ChangedFiles = 2,
    };

    [Fact]
    public void Commits_on_the_planned_branch_pass() => Is(Good, CommittedOutcome.Committed, "1 commit on orch/a, 2 files changed");

    [Fact]
    public void What_was_left_is_listed() => Is(
        Good with { Left = [new(".env", "its name looks secret"), new("out/", LeftoverPolicy.Ignored)], LeftoversCommitted = 1 },
        CommittedOutcome.Committed,
        "1 commit on orch/a, 2 files changed, 1 file of it committed by Orch; left as it is: .env (its name looks secret)");

    [Fact]
    public void Nothing_done_is_no_failure() => Is(Good with { OwnCommits = 0, ChangedFiles = 0 }, CommittedOutcome.NothingChanged, "nothing was changed");

    [Fact]
    public void Work_that_could_not_be_committed_is_not_nothing() => Is(
        Good with { OwnCommits = 0, ChangedFiles = 0, Left = [new("big.bin", "larger than 10 MiB")] }, CommittedOutcome.Failed, "nothing is committed; left as it is: big.bin (larger than 10 MiB)");

    [Fact]
    public void Work_on_another_branch_is_named() => Is(
        Good with { Head = new(Head, "feature", Head, null), OwnCommits = 0, ChangedFiles = 0, StrayCommits = 3 }, CommittedOutcome.Failed, "3 commits on branch feature instead of orch/a");

    [Fact]
    public void A_detached_head_at_the_work_is_fine() => Is(Good with { Head = new(Head, null, Head, null) }, CommittedOutcome.Committed, "1 commit");

    [Fact]
    public void For_an_existing_branch_it_is_the_rule() => Is(
        Good with { IsExistingBranch = true, Head = new(Head, null, "other", null) }, CommittedOutcome.Committed, "1 commit");

    [Fact]
    public void Uncommitted_changes_fail() => Is(Good with { Uncommitted = ["a", "b"] }, CommittedOutcome.Failed, "not committed: a, b");

    [Fact]
    public void An_unfinished_operation_fails() => Is(Good with { Head = new(Head, "orch/a", Head, "rebase") }, CommittedOutcome.Failed, "a rebase was begun and not finished");

    [Fact]
    public void A_rewritten_history_fails() => Is(Good with { HoldsBase = false }, CommittedOutcome.Failed, "the history was rewritten");

    [Fact]
    public void A_branch_that_is_gone_fails() => Is(Good with { Head = new(Head, "main", null, null) }, CommittedOutcome.Failed, "orch/a is gone; branch main is checked out");

    private static void Is(CommittedFacts facts, CommittedOutcome outcome, string detail)
    {
        var verdict = CommittedCheck.Judge(facts);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(outcome == CommittedOutcome.Failed ? CheckStatus.Failed : CheckStatus.Passed, verdict.Check.Status);
        Assert.StartsWith(detail, verdict.Check.Detail, StringComparison.Ordinal);
    }
}
