using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>The demo is the main job on a scratch repository.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task It_falls_over_proves_and_pushes_and_leaves_nothing_behind()
    {
        await using var world = await World.CreateAsync();

        var demo = await world.RunAsync(OrchBinary.Path, ["demo"], world.Root);

        Assert.True(demo.ExitCode == 0, demo.Error);
        Assert.Contains("rate_limited", demo.Error);
        Assert.Contains("verified", demo.Error);
        Assert.Contains("greet.sh", demo.Error);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(world.Root, "tmp")));
        Assert.False(Directory.Exists(world.State) && Directory.EnumerateFileSystemEntries(world.State).Any());
    }

    [Fact]
    public async Task Keep_leaves_it_for_a_look()
    {
        await using var world = await World.CreateAsync(gemini: null);

        var demo = await world.RunAsync(OrchBinary.Path, ["demo", "--keep"], world.Root);

        Assert.True(demo.ExitCode == 0, demo.Error);
        var kept = Assert.Single(Directory.GetDirectories(Path.Combine(world.Root, "tmp")));
        Assert.True(Directory.Exists(Path.Combine(kept, "origin.git")));
    }
}
