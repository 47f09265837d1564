using Orch.Cli.Rendering;

namespace Orch.Tests.Cli;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("/home/me/app.orch/fix-it", "/home/me/app.orch/fix-it")]
    [InlineData("/home/me/my app", "'/home/me/my app'")]
    [InlineData("/tmp/$(touch x)`y`", "'/tmp/$(touch x)`y`'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void A_copied_command_means_what_it_says(string text, string word) => Assert.Equal(word, ShellWord.Of(text));
}
