using Orch.Agents;
using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether what was done is in commits where it belongs.</summary>
internal static class CommittedCheck
{
    public static CommittedVerdict Judge(CommittedFacts facts)
    {
        var work = facts.Left.Where(LeftoverPolicy.IsWork).Select(left => $"{left.Path} ({left.Reason})").ToList();
        var leftNote = work.Count == 0 ? "" : $"; left as it is: {Names.Few(work)}";
        if (Trouble(facts) is { } trouble)
        {
            return new(CommittedOutcome.Failed, new(CheckNames.Committed, CheckStatus.Failed, trouble + leftNote));
        }

        if (facts.OwnCommits > 0 && facts.ChangedFiles > 0)
        {
            var byOrch = facts.LeftoversCommitted == 0 ? "" : $", {Names.Count(facts.LeftoversCommitted, "file")} of it committed by Orch";
            return new(CommittedOutcome.Committed, new(
                CheckNames.Committed, CheckStatus.Passed, $"{Names.Count(facts.OwnCommits, "commit")} on {facts.Planned}, {Names.Count(facts.ChangedFiles, "file")} changed{byOrch}{leftNote}"));
        }

        if (facts.Elsewhere.Count > 0)
        {
            return Fail($"nothing is committed on {facts.Planned}; commits of this workspace are on {Names.Few(facts.Elsewhere)}{leftNote}");
        }

        return work.Count > 0
            ? Fail($"nothing is committed{leftNote}")
            : new(CommittedOutcome.NothingChanged, new(
                CheckNames.Committed, CheckStatus.Passed, facts.OwnCommits == 0 ? "nothing was changed" : $"{Names.Count(facts.OwnCommits, "commit")} that change nothing in sum"));
    }

    private static string? Trouble(CommittedFacts facts)
    {
        var where = facts.Head.Branch is { } branch ? $"branch {OneLine.Of(branch, 100)}" : $"a detached HEAD ({facts.Head.Sha[..12]})";
        var isInPlace = facts.Head.IsInPlace(facts.Planned, facts.IsExistingBranch);
        return facts.Head.Operation is { } operation ? $"a {operation} was begun and not finished in the workspace"
            : !isInPlace && facts.Uncommitted.Count > 0 ? $"uncommitted changes on {where} instead of {facts.Planned}: {Names.Few(facts.Uncommitted)}"
            : !isInPlace && facts.StrayCommits > 0 ? $"{Names.Count(facts.StrayCommits, "commit")} on {where} instead of {facts.Planned}"
            : !isInPlace && facts.Head.PlannedTip is null ? $"{facts.Planned} is gone; {where} is checked out"
            : !facts.HoldsBase ? "the history was rewritten: the commit that the work started from is no longer part of it"
            : facts.UnpublishedSubmodules.Count > 0 ? $"at a commit that only this workspace has, push it from there first: the submodule {Names.Few(facts.UnpublishedSubmodules)}"
            : facts.Uncommitted.Count > 0 ? $"not committed: {Names.Few(facts.Uncommitted)}"
            : null;
    }

    private static CommittedVerdict Fail(string detail) => new(CommittedOutcome.Failed, new(CheckNames.Committed, CheckStatus.Failed, detail));
}
