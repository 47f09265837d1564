using System.Text.RegularExpressions;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Views;

public sealed partial class CaptureTests
{
    [Fact]
    public async Task The_captures_in_the_docs_are_what_a_real_run_shows()
    {
        await using var world = await World.CreateAsync();
        var document = Path.Combine(OrchBinary.Root, "docs", "sessions.md");
        var copy = Path.Combine(world.Root, "sessions.md");
        File.Copy(document, copy);
        world.Environment["ORCH_BINARY"] = OrchBinary.Path;

        var made = await world.RunAsync(Path.Combine(OrchBinary.Root, "scripts", "capture-docs.sh"), [copy]);

        Assert.True(made.Succeeded, made.Error);
        var (shown, now) = (Captures(document), Captures(copy));
        Assert.Equal(["attach", "run", "watch"], shown.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(shown["run"], now["run"]);

        // How far the agent has come when it is looked at differs; how that looks does not.
        Assert.Equal(shown["watch"].Take(2), now["watch"].Take(2));
        Assert.Equal(shown["watch"][^1], now["watch"][^1]);
        Assert.StartsWith("> greeter running", now["watch"][2], StringComparison.Ordinal);
        Assert.Equal(shown["attach"].Take(9), now["attach"].Take(9));
    }

    private static Dictionary<string, string[]> Captures(string document) =>
        Capture().Matches(File.ReadAllText(document)).ToDictionary(
            match => match.Groups["name"].Value,
            match => match.Groups["text"].Value.TrimEnd('\n').Split('\n').Select(Normal).ToArray(),
            StringComparer.Ordinal);

    // Times, counts, commits and the spaces that they move.
    private static string Normal(string line) => Space().Replace(Number().Replace(Sha().Replace(line, "SHA"), "N"), " ");

    [GeneratedRegex(@"<!-- capture (?<name>\w+) -->\n```text\n(?<text>.*?)```\n<!-- /capture -->", RegexOptions.Singleline)]
    private static partial Regex Capture();

    [GeneratedRegex(@"\b(?=[0-9a-f]*[0-9])[0-9a-f]{10,40}\b")]
    private static partial Regex Sha();

    [GeneratedRegex(@"\d+([.,:]\d+)*((ms|s|m|h|k)\b)?( \d+s\b)?")]
    private static partial Regex Number();

    [GeneratedRegex(" +")]
    private static partial Regex Space();
}
