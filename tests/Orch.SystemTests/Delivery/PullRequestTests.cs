using Orch.Delivery;
using Orch.ScriptedGitHub;

namespace Orch.SystemTests.Delivery;

public sealed class PullRequestTests : IAsyncLifetime
{
    private DeliveryFixture one = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => one = await DeliveryFixture.CreateAsync();

    public ValueTask DisposeAsync() => one.DisposeAsync();

    [Fact]
    public async Task A_pull_request_is_created_and_seen()
    {
        var commit = await one.RemoteBranchAsync("orch/fix");
        var answer = await CreateAsync();
        Assert.Equal(
            (1, "https://github.com/acme/demo/pull/1", "Fix it", "OPEN", "orch/fix", commit, "main", "acme", "demo"),
            (answer.Found!.Number, answer.Found.Url, answer.Found.Title, answer.Found.State, answer.Found.HeadBranch, answer.Found.HeadSha, answer.Found.BaseBranch, answer.Found.HeadOwner, answer.Found.HeadRepository));
        Assert.True(answer is { IsNew: true, Trouble: null, IsRefused: false, Found.IsOpen: true });
        Assert.Equal("The body, with \"quotes\"\nand @file lines", Assert.Single(one.Hub.PullRequests).Body);
    }

    [Fact]
    public async Task A_secret_of_the_environment_goes_into_neither_title_nor_body()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Variables["SERVICE_API_KEY"] = "0123456789abcdef";
        await one.PullRequests().CreateAsync("orch/fix", "main", "Use 0123456789abcdef", "0123456789abcdef", isDraft: false, Ct);
        var made = Assert.Single(one.Hub.PullRequests);
        Assert.DoesNotContain("0123456789abcdef", made.Title + made.Body);
    }

    [Fact]
    public async Task Creating_twice_creates_once()
    {
        await one.RemoteBranchAsync("orch/fix");
        await CreateAsync();
        var again = await CreateAsync();
        Assert.Equal((1, false), (again.Found!.Number, again.IsNew));
        Assert.Single(one.Hub.PullRequests);
    }

    [Fact]
    public async Task A_closed_one_does_not_stand_in_the_way()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.AddPullRequest("acme/demo", "orch/fix").State = ScriptedPullRequestState.Closed;
        Assert.Equal(2, (await CreateAsync()).Found!.Number);
    }

    [Fact]
    public async Task Somebody_else_who_is_faster_is_found()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.BeforeCreate = () => one.Hub.AddPullRequest("acme/demo", "orch/fix", "Theirs");
        var answer = await CreateAsync();
        Assert.Equal(("Theirs", false), (answer.Found!.Title, answer.IsNew));
        Assert.Single(one.Hub.PullRequests);
    }

    [Fact]
    public async Task One_whose_answer_was_lost_is_found()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.Fail = GitHubFailure.BadGateway with { Operation = "PullRequestCreate", Acts = true };
        Assert.Equal(1, (await CreateAsync()).Found!.Number);
        Assert.Single(one.Hub.PullRequests);
    }

    [Fact]
    public async Task One_that_exists_and_cannot_be_seen_is_trouble()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.Fail = GitHubFailure.AlreadyExists;
        var answer = await CreateAsync();
        Assert.Null(answer.Found);
        Assert.Contains("already", answer.Trouble);
    }

    [Fact]
    public async Task A_branch_of_the_same_name_in_a_fork_is_another()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.AddRepository("eve/demo", one.Remote, forkOf: "acme/demo");
        one.Hub.AddPullRequest("acme/demo", "orch/fix", "Theirs", headRepository: "eve/demo");
        Assert.Equal(new(null, null), await one.PullRequests().FindByHeadAsync("orch/fix", Ct));
        Assert.Equal(2, (await CreateAsync()).Found!.Number);
    }

    [Fact]
    public async Task A_pull_request_follows_its_branch()
    {
        await one.RemoteBranchAsync("orch/fix");
        await CreateAsync();
        var commit = await one.RemoteBranchAsync("orch/fix", "orch/fix");
        Assert.Equal(commit, (await one.PullRequests().ViewAsync(1, Ct)).Found!.HeadSha);
    }

    [Fact]
    public async Task A_push_that_GitHub_notices_late_is_waited_for()
    {
        var before = await one.RemoteBranchAsync("orch/fix");
        var pull = one.Hub.AddPullRequest("acme/demo", "orch/fix");
        pull.ShowsLate(2);
        var commit = await one.RemoteBranchAsync("orch/fix", "main");
        var pullRequests = one.PullRequests();
        var seen = await pullRequests.ViewAsync(1, Ct);
        Assert.Equal(before, seen.Found!.HeadSha);
        Assert.Equal(commit, (await pullRequests.AwaitHeadAsync(seen, commit, Ct)).Found!.HeadSha);
    }

    [Fact]
    public async Task The_facts_of_a_forks_pull_request_are_seen()
    {
        await one.RemoteBranchAsync("feature");
        one.Hub.AddRepository("eve/demo-fork", one.Remote, forkOf: "acme/demo");
        var pull = one.Hub.AddPullRequest("acme/demo", "feature", headRepository: "eve/demo-fork");
        pull.IsDraft = pull.MaintainerCanModify = true;
        pull.State = ScriptedPullRequestState.Merged;
        var found = (await one.PullRequests().ViewAsync(1, Ct)).Found!;
        Assert.Equal(("eve", "demo-fork", "MERGED"), (found.HeadOwner, found.HeadRepository, found.State));
        Assert.True(found is { IsDraft: true, MaintainerCanModify: true, IsCrossRepository: true, IsOpen: false });
        pull.HeadRepository = null;
        Assert.True((await one.PullRequests().ViewAsync(1, Ct)).Found is { HeadOwner: null, HeadRepository: null, IsCrossRepository: true });
    }

    [Fact]
    public async Task A_number_that_does_not_exist_is_no_pull_request_and_no_trouble() =>
        Assert.Equal(new(null, null), await one.PullRequests().ViewAsync(9, Ct));

    [Fact]
    public async Task A_branch_without_commits_is_refused()
    {
        await one.GitAsync("push", "-q", "origin", "main:orch/fix");
        var answer = await CreateAsync();
        Assert.True(answer is { Found: null, IsRefused: true });
        Assert.Contains("No commits between main and orch/fix", answer.Trouble);
    }

    [Fact]
    public async Task A_refused_login_is_trouble() => await TroubleAsync(GitHubFailure.Unauthorized, "gh auth login");

    [Fact]
    public async Task A_rate_limit_is_trouble() =>
        await TroubleAsync(GitHubFailure.RateLimit(DateTimeOffset.UnixEpoch.AddYears(60)), "rate limit");

    [Fact]
    public async Task A_bad_gateway_is_trouble() => await TroubleAsync(GitHubFailure.BadGateway, "502");

    [Fact]
    public async Task Creating_that_fails_after_looking_is_trouble() =>
        await TroubleAsync(GitHubFailure.BadGateway with { Operation = "PullRequestCreate" }, "502");

    [Fact]
    public async Task No_answer_in_time_is_trouble() => await TroubleAsync(GitHubFailure.Hang, "no answer within 1 s", TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Without_a_network_there_is_trouble()
    {
        await one.Hub.DisposeAsync();
        await TroubleAsync(null, "gh got no answer");
    }

    [Fact]
    public async Task Without_a_login_there_is_trouble()
    {
        one.Variables.Remove("GH_TOKEN");
        await TroubleAsync(null, "gh auth login");
    }

    [Fact]
    public async Task Without_gh_there_is_trouble_that_names_its_installation()
    {
        one.Variables["PATH"] = "/nowhere";
        var answer = await new PullRequests(one.Gh(), new("acme", "demo")).FindByHeadAsync("x", Ct);
        Assert.Contains("gh is not installed; run: ", answer.Trouble);
    }

    [Fact]
    public async Task Variables_that_name_another_repository_or_host_change_nothing()
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Variables["GH_REPO"] = "eve/other";
        one.Variables["GH_HOST"] = "github.example.com";
        one.Variables["GH_DEBUG"] = "api";
        Assert.Equal(1, (await CreateAsync()).Found!.Number);
    }

    private Task<PullRequestAnswer> CreateAsync(TimeSpan? timeout = null) =>
        one.PullRequests(timeout).CreateAsync("orch/fix", "main", "Fix it", "The body, with \"quotes\"\nand @file lines", isDraft: false, Ct);

    private async Task TroubleAsync(GitHubFailure? failure, string words, TimeSpan? timeout = null)
    {
        await one.RemoteBranchAsync("orch/fix");
        one.Hub.Fail = failure;
        var answer = await CreateAsync(timeout);
        Assert.True(answer is { Found: null, IsRefused: false });
        Assert.Contains(words, answer.Trouble);
        Assert.DoesNotContain('\n', answer.Trouble!);
        Assert.Empty(one.Hub.PullRequests);
    }
}
