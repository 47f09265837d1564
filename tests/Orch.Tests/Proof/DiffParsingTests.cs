using Orch.Proof;

namespace Orch.Tests.Proof;

public sealed class DiffParsingTests
{
    private const string A = "1111111111111111111111111111111111111111";
    private const string B = "2222222222222222222222222222222222222222";

    [Fact]
    public void Raw_listings_give_status_and_both_paths()
    {
        var changes = RawDiff.Parse($":100644 100644 {A} {B} M\0a b.txt\0:100644 100755 {A} {A} R090\0old\0new\0:100644 000000 {A} {B} D\0gone\0");
        Assert.Equal(["M a b.txt a b.txt", "R old new", "D gone gone"], changes.Select(change => $"{change.Status} {change.OldPath} {change.Path}"));
    }

    [Fact]
    public void Counts_know_renames_and_binary_files()
    {
        var counts = RawDiff.ParseCounts("1\t2\ta.txt\0-\t-\tb.bin\03\t4\t\0old\0new\0");
        Assert.Equal((1, 2), counts["a.txt"]);
        Assert.Equal((null, null), counts["b.bin"]);
        Assert.Equal((3, 4), counts["new"]);
    }

    [Fact]
    public void Entries_of_a_merge_have_an_object_for_each_parent()
    {
        var entry = Assert.Single(CommitEntry.Parse($"::100644 100644 100644 {A} {A} {B} MM\0f\0"));
        Assert.Equal([A, A, B], entry.Objects);
        Assert.False(entry.IsNew);
        Assert.True(Assert.Single(CommitEntry.Parse($":000000 100644 {A} {B} A\0f\0")).IsNew);
    }

    [Fact]
    public void Added_lines_have_their_numbers()
    {
        const string patch = """
            diff --git a/one b/one
            index 1..2 100644
            --- a/one
            +++ b/one
            @@ -1 +1,2 @@
            -old
            +first
            +++ b/not a header
            @@ -8,0 +10 @@ class
            +tenth
            \ No newline at end of file
            diff --git a/two words b/two words
            new file mode 100644
            --- /dev/null
            +++ b/two words
            @@ -0,0 +1 @@
            +x
            """;
        Assert.Equal(
            ["one:1 first|++ b/not a header", "one:10 tenth", "two words:1 x"],
            PatchReader.Parse(patch.Replace("+++ b/two words", "+++ b/two words\t", StringComparison.Ordinal)).Select(text => $"{text.Path}:{text.FirstLine} {string.Join('|', text.Lines)}"));
    }

    [Fact]
    public void In_a_merge_a_line_is_added_when_no_parent_has_it()
    {
        const string patch = """
            diff --combined f
            index 1,2..3
            --- a/f
            +++ b/f
            @@@ -1,1 -1,1 +1,4 @@@
            + ours
             +theirs
            ++nobodys
            - removed
            ++another
            """;
        Assert.Equal(["f:3 nobodys", "f:4 another"], PatchReader.Parse(patch).Select(text => $"{text.Path}:{text.FirstLine} {string.Join('|', text.Lines)}"));
    }

    [Theory]
    [InlineData("""
        "b/a\"b\\c"
        """, "b/a\"b\\c")]
    [InlineData("""
        "tab\there"
        """, "tab\there")]
    [InlineData("""
        "\303\244 ä 😀"
        """, "ä ä 😀")]
    public void Quoted_paths_are_read_as_git_writes_them(string quoted, string path) => Assert.Equal(path, QuotedPath.Unquote(quoted));

    [Fact]
    public void Moving_head_makes_no_commit()
    {
        string[] log =
        [
            "1\tcommit: a", "2\tcommit (amend): b", "3\tcheckout: moving from x to y", "4\treset: moving to HEAD~1", "5\tmerge x: Fast-forward",
            "6\tmerge x: Merge made by the 'ort' strategy.", "7\tpull: Fast-forward", "8\trebase (start): checkout main", "9\trebase (pick): c",
            "10\trebase (finish): returning to refs/heads/x", "11\t", "12\torch: commit what was left uncommitted",
        ];
        Assert.Equal(["1", "11", "12", "2", "6", "9"], HeadLog.Made(string.Join('\n', log)).Order(StringComparer.Ordinal));
    }
}
