using Orch.Cli;

namespace Orch.Tests.Cli;

public sealed class ShorthandTests
{
    private static readonly string[] Commands = ["run", "list", "kill", "logs"];

    [Theory]
    [InlineData("Fix the login")]
    [InlineData("list the files that are too long")]
    [InlineData("kill\tthe flaky test")]
    public void One_argument_with_white_space_is_a_task(string task)
    {
        Assert.True(Shorthand.IsUsed([task], Commands));
        Assert.Null(Shorthand.Complaint([task], Commands));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--version")]
    public void A_command_is_no_task(string word) => Assert.False(Shorthand.IsUsed([word], Commands));

    [Theory]
    [InlineData("lsit", "did you mean list?")]
    [InlineData("refactor", "orch run refactor")]
    public void One_bare_word_starts_nothing(string word, string hint) => Assert.Contains(hint, Shorthand.Complaint([word], Commands));

    [Fact]
    public void Several_bare_words_start_nothing() =>
        Assert.Contains("orch \"fix the login\"", Shorthand.Complaint(["fix", "the", "login"], Commands));

    [Fact]
    public void A_task_beside_other_words_starts_nothing() =>
        Assert.Contains("one argument", Shorthand.Complaint(["Fix the login", "please"], Commands));

    [Fact]
    public void A_command_after_options_is_sent_to_the_front() => Assert.Contains("orch list", Shorthand.Complaint(["list"], Commands));
}
