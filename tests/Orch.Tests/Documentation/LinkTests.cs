using System.Text.RegularExpressions;

namespace Orch.Tests.Documentation;

public sealed partial class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string page)
    {
        foreach (var target in Link().Matches(Pages.Read(page)).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)))
        {
            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
            Assert.True(Path.Exists(Path.Combine(Pages.Root, file)), $"{page}: {target} leads to nothing");
            if (parts.Length == 2)
            {
                Assert.True(Headings(file).Contains(parts[1], StringComparer.Ordinal), $"{page}: {target} leads to no heading; there are {string.Join(", ", Headings(file))}");
            }
        }
    }

    [Fact]
    public void Every_page_is_reached_from_the_readme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(["README.md"]);
        while (ahead.TryDequeue(out var page))
        {
            if (!reached.Add(page) || !page.EndsWith(".md", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var target in Link().Matches(Pages.Read(page)).Select(match => match.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)))
            {
                ahead.Enqueue(Path.GetRelativePath(Pages.Root, Path.GetFullPath(Path.Combine(Pages.Root, Path.GetDirectoryName(page)!, target))));
            }
        }

        Assert.Empty(Pages.All.Except(reached, StringComparer.Ordinal));
    }

    // As the sites that show these pages make them: lower case, blanks to hyphens, signs left out.
    private static IEnumerable<string> Headings(string page) => Heading().Matches(Fence().Replace(Pages.Read(page), ""))
        .Select(match => match.Groups["text"].Value.Trim().ToLowerInvariant())
        .Select(text => string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();
}
