using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>The user's own program is told of ends and needs, without a shell, and cannot harm the run.</summary>
public sealed class NotifyTests
{
    private static readonly string Done = World.Task("Say done", """[{"text":"DONE"}]""");

    [Fact]
    public async Task It_gets_each_argument_whole()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Stub("tell", "for one; do printf '<%s>' \"$one\"; done > \"$HOME/told.part\"; mv \"$HOME/told.part\" \"$HOME/told\"");
        await world.ConfigureUserAsync("[notify]\ncommand = [\"tell\", \"{name}: {state}\", \"$(touch x); {cli}\"]\n");

        await world.OrchJsonAsync(0, "run", "--json", "--name", "tells", Done);

        var told = Path.Combine(world.Environment["HOME"], "told");
        await Waiting.UntilAsync(() => File.Exists(told), "the notification");
        Assert.Equal("<tells: answered><$(touch x); claude>", await File.ReadAllTextAsync(told));
    }

    [Theory]
    [InlineData("tell", "exit code 3")]
    [InlineData("not-there", "not installed")]
    public async Task One_that_fails_is_a_warning_and_no_more(string program, string warning)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        world.Stub("tell", "exit 3");
        await world.ConfigureUserAsync($"[notify]\ncommand = [\"{program}\"]\n");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "tells", Done);

        Assert.Equal("answered", agent.GetProperty("state").GetString());
        await Waiting.UntilAsync(async () => (await world.OrchAsync("events", "tells")).Output.Contains(warning, StringComparison.Ordinal), "the warning");
    }
}
