using Orch.Cli;

namespace Orch.Tests.Cli;

public sealed class SuggestionsTests
{
    private static readonly string[] Commands = ["run", "list", "logs", "status", "kill", "wait", "attach", "events"];

    [Theory]
    [InlineData("lsit", "list")]
    [InlineData("lst", "list")]
    [InlineData("lists", "list")]
    [InlineData("staus", "status")]
    [InlineData("atach", "attach")]
    [InlineData("stat", "status")]
    public void The_nearest_word_is_suggested_first(string typed, string meant) => Assert.Equal(meant, Suggestions.Near(typed, Commands)[0]);

    [Theory]
    [InlineData("refactor")]
    [InlineData("xyz")]
    [InlineData("")]
    public void What_is_far_from_all_gets_no_suggestion(string typed) => Assert.Empty(Suggestions.Near(typed, Commands));

    [Fact]
    public void A_longer_name_that_begins_so_is_suggested() => Assert.Equal(["foobar"], Suggestions.Near("foo", ["foobar", "other"]));

    [Fact]
    public void There_are_at_most_three() => Assert.Equal(3, Suggestions.Near("fix", ["fix-1", "fix-2", "fix-3", "fix-4"]).Count);
}
