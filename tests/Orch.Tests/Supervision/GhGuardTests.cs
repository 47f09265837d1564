using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class GhGuardTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--version")]
    [InlineData("pr")]
    [InlineData("pr create --help")]
    [InlineData("pr view 12 --json title")]
    [InlineData("pr -R acme/demo list")]
    [InlineData("pr checks")]
    [InlineData("issue view 3")]
    [InlineData("run view 5 --log-failed")]
    [InlineData("search issues crash")]
    [InlineData("api repos/acme/demo/pulls/1/comments --paginate")]
    [InlineData("api -X GET search/issues -f q=crash")]
    [InlineData("api --method=get repos/acme/demo -H Accept:x")]
    [InlineData("api graphql -f query={viewer{login}} -F n=1")]
    public void Reading_is_let_through(string call) => Assert.Null(GhGuard.Refusal(Words(call)));

    [Theory]
    [InlineData("pr create --fill")]
    [InlineData("pr create --title --help")]
    [InlineData("pr --repo acme/demo merge 1")]
    [InlineData("pr --web create")]
    [InlineData("pr comment 1 -b x")]
    [InlineData("pr close 1")]
    [InlineData("issue create")]
    [InlineData("release create v1")]
    [InlineData("repo delete acme/demo")]
    [InlineData("workflow run ci")]
    [InlineData("auth token")]
    [InlineData("auth login")]
    [InlineData("auth setup-git")]
    [InlineData("alias set x pr")]
    [InlineData("myalias")]
    [InlineData("-R acme/demo pr create")]
    [InlineData("secret set X")]
    [InlineData("api -X POST repos/acme/demo/pulls")]
    [InlineData("api -iXPOST repos/acme/demo/pulls")]
    [InlineData("api --method=PUT repos/acme/demo/pulls/1/merge")]
    [InlineData("api repos/acme/demo/pulls -f title=x")]
    [InlineData("api repos/acme/demo/pulls -ftitle=x")]
    [InlineData("api repos/acme/demo/pulls --input body.json")]
    [InlineData("api graphql -f query=mutation{x}")]
    [InlineData("api graphql -F query=@file")]
    [InlineData("api graphql --input -")]
    [InlineData("api /graphql --raw-field=query=mutation{x}")]
    public void Writing_is_refused_with_the_reason(string call) => Assert.Contains("delivered for you", GhGuard.Refusal(Words(call)) ?? "");

    private static string[] Words(string call) => call.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
