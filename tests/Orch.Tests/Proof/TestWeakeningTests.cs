using Orch.Proof;

namespace Orch.Tests.Proof;

public sealed class TestWeakeningTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("# nothing\n\n  // here\n-- x\n", true)]
    [InlineData("/* a\n b\n */\n", true)]
    [InlineData("# a\nassert x\n", false)]
    [InlineData("#!/bin/sh\ntest 1\n", false)]
    public void A_test_of_comments_is_empty(string text, bool isEmpty) => Assert.Equal(isEmpty, TestWeakening.IsEmpty(text));

    [Theory]
    [InlineData("@pytest.mark.skip(reason='x')\ndef test_a(): pass")]
    [InlineData("    @unittest.skip('x')")]
    [InlineData("it.skip('a', () => {})")]
    [InlineData("describe.only('a', () => {})")]
    [InlineData("xit('a', () => {})")]
    [InlineData("[Fact(Skip = \"later\")]")]
    [InlineData("    [Ignore]")]
    [InlineData("@Disabled(\"later\")")]
    [InlineData("\tt.Skip(\"later\")")]
    [InlineData("#[ignore]")]
    [InlineData("  skip \"later\"")]
    [InlineData("exit 0")]
    [InlineData("set -e; exit 0")]
    [InlineData("sys.exit(0)")]
    [InlineData("process.exit()")]
    public void A_new_skip_is_seen(string line)
    {
        const string before = "def test_one():\n    assert x\n";
        Assert.True(TestWeakening.SkipsMore(before, $"{line}\n{before}"));
        Assert.False(TestWeakening.SkipsMore($"{line}\n{before}", $"{line}\n{before}more\n"));
    }

    [Theory]
    [InlineData("@pytest.mark.skipif(sys.platform == 'win32', reason='x')")]
    [InlineData("if (x) return;")]
    [InlineData("test -f out || exit 1")]
    [InlineData("# it.skip is not used here")]
    [InlineData("skipped = 3")]
    [InlineData("items.Skip(2).ToList()")]
    [InlineData("explicit operator int")]
    public void Other_lines_skip_nothing(string line) => Assert.False(TestWeakening.SkipsMore("a\n", $"a\n{line}\n"));
}
