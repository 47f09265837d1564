using Orch.Proof;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Tests.Proof;

public sealed class ScopeCheckTests
{
    [Theory]
    [InlineData("refs/heads/orch/a", true)]
    [InlineData("refs/remotes/origin/orch/a", true)]
    [InlineData("refs/heads/orch/a-2", false)]
    [InlineData("refs/heads/x/orch/a", false)]
    [InlineData("refs/remotes/origin/x/orch/a", false)]
    [InlineData("refs/tags/orch/a", false)]
    public void Only_the_agents_branch_is_its_own(string name, bool isOwn) => Assert.Equal(isOwn, WatchedRefs.IsOwn(name, "orch/a"));

    [Fact]
    public void Changes_are_told_apart()
    {
        var before = Refs(("refs/heads/main", "1"), ("refs/heads/gone", "2"), ("refs/tags/v1", "3"), ("refs/orch/rescue/a/1", "4"));
        var after = Refs(("refs/heads/main", "5"), ("refs/tags/v1", "3"), ("refs/heads/orch/a", "6"), ("refs/orch/rescue/a/2", "5"), ("refs/notes/x", "5"));
        Assert.Equal(
            ["refs/heads/gone 2- own:False made:False", "refs/heads/main 1-5 own:False made:True", "refs/heads/orch/a -6 own:True made:True"],
            WatchedRefs.Compare(WatchedRef.Repository, before, after, "orch/a", id => id is "5" or "6")
                .Select(change => $"{change.Ref} {change.Before}-{change.After} own:{change.IsOwn} made:{change.IsMadeHere}"));
    }

    [Fact]
    public void All_that_is_broken_is_named()
    {
        var check = ScopeCheck.Judge(new()
        {
            Refs =
            [
                new(WatchedRef.Repository, "refs/heads/orch/a", null, "1", true, true),
                new(WatchedRef.Repository, "refs/heads/main", "0", "1", false, true),
                new(WatchedRef.Repository, "refs/heads/others", "0", "9", false, false),
                new(WatchedRef.Remote, "refs/tags/v1", null, "1", false, true),
            ],
            IsConfigurationIntact = false,
            IsPointerIntact = false,
            OpenedPullRequests = ["#3"],
        });
        Assert.Equal(CheckStatus.Failed, check.Status);
        Assert.Equal(
            "points at a commit of this workspace: refs/heads/main, refs/tags/v1 at the remote; a pull request was opened: #3; the repository's shared configuration or hooks were changed; the workspace's .git file was changed",
            check.Detail);
    }

    [Fact]
    public void What_could_not_be_seen_is_said()
    {
        var check = ScopeCheck.Judge(new() { Refs = [new(WatchedRef.Repository, "refs/stash", null, "1", false, false)], RemoteTrouble = "no answer" });
        Assert.Equal(CheckStatus.Passed, check.Status);
        Assert.EndsWith("; the remote was not looked at: no answer; the stash changed meanwhile, see git stash list", check.Detail, StringComparison.Ordinal);
    }

    private static RefSnapshot Refs(params (string Name, string Id)[] refs) => new(refs.ToDictionary(one => one.Name, one => one.Id, StringComparer.Ordinal));
}
