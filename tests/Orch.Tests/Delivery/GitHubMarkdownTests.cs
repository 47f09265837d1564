using Orch.Delivery;

namespace Orch.Tests.Delivery;

public sealed class GitHubMarkdownTests
{
    [Theory]
    [InlineData("ask @octocat, or @acme/team.", "ask `@octocat`, or `@acme/team.`")]
    [InlineData("(@octocat) _@octocat_", "(`@octocat`) _`@octocat`_")]
    [InlineData("install @types/node", "install `@types/node`")]
    public void A_mention_becomes_code(string text, string inert) => Assert.Equal(inert, GitHubMarkdown.Inert(text));

    [Theory]
    [InlineData("write to a@example.com @ noon")]
    [InlineData("fixes #12, closes acme/demo#3, see https://github.com/acme/demo/pull/4")]
    [InlineData("run `npm i @types/node` twice")]
    [InlineData("``a ` @b``")]
    [InlineData("```cs\n[@x] List<string> a;\n\n@y\n```")]
    [InlineData("a < b, 1<2, *bold*")]
    public void Everything_else_stays_as_it_was_written(string text) => Assert.Equal(text, GitHubMarkdown.Inert(text));

    [Theory]
    [InlineData("use List<string>", "use List&lt;string>")]
    [InlineData("<!-- hidden", "&lt;!-- hidden")]
    [InlineData("</details>", "&lt;/details>")]
    public void Html_is_shown_and_does_not_act(string text, string inert) => Assert.Equal(inert, GitHubMarkdown.Inert(text));

    [Theory]
    [InlineData("a ` b @c", "a \\` b `@c`")]
    [InlineData("`open\n\n@c`", "\\`open\n\n`@c`\\`")]
    [InlineData("```\n@c", "\\`\\`\\`\n`@c`")]
    public void What_only_begins_like_code_is_none(string text, string inert) => Assert.Equal(inert, GitHubMarkdown.Inert(text));
}
