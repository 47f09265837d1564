using System.Text.RegularExpressions;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Documentation;

public sealed partial class GuideTests
{
    [Fact]
    public async Task The_commands_of_the_guides_do_what_is_said()
    {
        await using var world = await World.CreateAsync(gemini: null, script: """[{"tool":"shell","command":"echo 'echo 2' > app.sh"},{"text":"DONE"}]""");
        await StubAgent.PrepareAsync(world);
        File.CreateSymbolicLink(Path.Combine(world.Bin, "orch"), OrchBinary.Path);
        var page = await File.ReadAllTextAsync(Path.Combine(OrchBinary.Root, "docs", "guides.md"), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(page).Select(match => match.Groups["script"].Value).ToList();
        Assert.NotEmpty(blocks);

        var run = await world.RunAsync("bash", ["-euo", "pipefail", "-c", string.Concat(blocks)]);

        Assert.True(run.Succeeded, $"{run.Output}\n{run.Error}");
        var states = (await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").EnumerateArray()
            .ToDictionary(agent => agent.GetProperty("name").GetString()!, agent => agent.GetProperty("state").GetString(), StringComparer.Ordinal);
        Assert.Equal("verified", states["fix-app"]);
        Assert.Equal("verified", states["print"]);
        Assert.Equal("answered", states["readme"]);
        Assert.Equal("verified", states["bot"]);
        Assert.Contains("parser\tdone\t", (await world.OrchAsync("a2a", "tasks")).Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("^```sh\n(?<script>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
