using Orch.Delivery;
using Orch.Processes;

namespace Orch.Tests.Delivery;

public sealed class GhComplaintTests
{
    [Theory]
    [InlineData(4, "To get started with GitHub CLI, please run:  gh auth login\nAlternatively, populate the GH_TOKEN environment variable with a GitHub API authentication token.\n", "gh is not logged in; run: gh auth login")]
    [InlineData(1, "HTTP 401: Bad credentials (https://api.github.com/graphql)\nTry authenticating with:  gh auth login\n", "gh auth login")]
    [InlineData(1, "HTTP 403: API rate limit exceeded for user ID 1. (https://api.github.com/graphql)\n", "rate limit")]
    [InlineData(1, "GraphQL: API rate limit already exceeded for user ID 1.\n", "rate limit")]
    [InlineData(1, "HTTP 502: Server Error (https://api.github.com/graphql)\n", "502")]
    [InlineData(1, "error connecting to api.github.com\ncheck your internet connection or https://githubstatus.com\n", "githubstatus")]
    [InlineData(1, "GraphQL: Could not resolve to a Repository with the name 'acme/gone'. (repository)\n", "acme/gone")]
    [InlineData(1, "GraphQL: Resource not accessible by personal access token (createPullRequest)\n", "not accessible")]
    [InlineData(1, "pull request create failed: GraphQL: must be a collaborator (createPullRequest)\n", "collaborator")]
    [InlineData(1, "pull request create failed: GraphQL: was submitted too quickly (createPullRequest)\n", "too quickly")]
    [InlineData(1, "GraphQL: Something went wrong while executing your query. (repository)\n", "went wrong")]
    [InlineData(1, "", "exit code 1")]
    public void What_speaks_of_the_moment_or_the_login_is_unavailable(int code, string error, string words) => Is(false, code, error, words);

    [Theory]
    [InlineData("Warning: 1 uncommitted change\npull request create failed: GraphQL: No commits between main and feat (createPullRequest)\n", "No commits between")]
    [InlineData("HTTP 422: Validation Failed (https://api.github.com/repos/acme/demo/pulls)\n", "422")]
    public void What_speaks_of_the_pull_request_is_refused(string error, string words) => Is(true, 1, error, words);

    [Fact]
    public void An_unknown_number_is_no_trouble_and_no_pull_request() => Assert.Equal(
        new(null, null), Of(1, "GraphQL: Could not resolve to a PullRequest with the number of 9. (repository.pullRequest)\n"));

    [Fact]
    public void No_answer_in_time_is_unavailable() => Assert.Equal(
        new(null, "GitHub gave gh no answer within 30 s"), GhComplaint.Of(new(137, "", "", true, TimeSpan.FromSeconds(30))));

    private static void Is(bool refused, int code, string error, string words)
    {
        var answer = Of(code, error);
        Assert.Equal((null, refused), (answer.Found, answer.IsRefused));
        Assert.Contains(words, answer.Trouble);
        Assert.DoesNotContain('\n', answer.Trouble!);
    }

    private static PullRequestAnswer Of(int code, string error) => GhComplaint.Of(new(code, "", error, false, TimeSpan.FromSeconds(1)));
}
