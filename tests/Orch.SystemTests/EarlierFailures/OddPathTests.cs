using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.EarlierFailures;

/// <summary>Paths that a shell would carry out, or take apart, are paths: nothing in them runs.</summary>
public sealed class OddPathTests
{
    [Theory]
    [InlineData("$(touch pwned)")]
    [InlineData("it's \"a\" `touch pwned`; touch pwned &")]
    [InlineData("-rf --exec=touch ünï\tcödé")]
    [InlineData("line\nbreak; touch pwned")]
    public async Task Everything_works_in_them_and_nothing_is_executed(string odd)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(world);
        var repository = Path.Combine(world.Root, odd, $"repo {odd}");
        await world.GitAsync("clone", "-q", world.Origin, repository);
        world.Environment["ORCH_HOME"] = Path.Combine(world.Root, odd, $"state {odd}");
        ActingAgent.Act(world, "work", "echo a > a.txt");
        var name = odd.Replace("\n", " ", StringComparison.Ordinal).Replace("\t", " ", StringComparison.Ordinal).TrimStart('-');

        var ran = await world.RunAsync(
            OrchBinary.Path,
            ["run", "--json", "--name", "work", "--no-new-pr", "--validate", "test -f a.txt", $"--workspace-root={Path.Combine(world.Root, odd, $"root {odd}")}", $"--workspace-name={name}", "Do what is written"],
            repository);

        Assert.True(ran.ExitCode == 0, $"{ran.ExitCode} {ran.Error} {ran.Output}");
        Assert.Equal("a\n", await world.AtOriginAsync("orch/work", "a.txt"));
        var workspace = JsonSerializer.Deserialize<JsonElement>(ran.Output).GetProperty("workspace").GetString()!;
        Assert.Equal(Path.Combine(world.Root, odd, $"root {odd}", name), workspace);
        await File.WriteAllTextAsync(Path.Combine(workspace, "late.txt"), "late\n");

        var cleaned = await world.RunAsync(OrchBinary.Path, ["clean", "work"], repository);
        var listed = await world.RunAsync(OrchBinary.Path, ["rescue", "list"], repository);

        Assert.True(cleaned.Succeeded, cleaned.Error + cleaned.Output);
        Assert.False(Directory.Exists(workspace));
        Assert.Contains("work/1", listed.Output);
        Assert.Empty(Directory.EnumerateFiles(world.Root, "pwned*", SearchOption.AllDirectories));
    }
}
