using Orch.SystemTests.Support;

namespace Orch.SystemTests.Cli;

/// <summary>A shell that stands in a directory that somebody else has removed, as after <c>orch clean</c>.</summary>
public sealed class RemovedDirectoryTests
{
    [Fact]
    public async Task What_needs_no_directory_works_and_the_rest_says_what_is_gone()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gone = Directory.CreateDirectory(Path.Combine(world.Root, "gone")).FullName;

        var listed = await FromAsync(world, gone, "list");
        var live = await FromAsync(world, gone, "live --detached");
        var run = await FromAsync(world, gone, "run --agent-cli claude 'Add a file'");

        Assert.Equal(0, listed.ExitCode);
        Assert.Equal(2, live.ExitCode);
        Assert.Equal(5, run.ExitCode);
        Assert.All(new[] { live, run }, one => Assert.Contains(gone, one.Error, StringComparison.Ordinal));
        Assert.All(new[] { live, run }, one => Assert.Single(one.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("orch: ", StringComparison.Ordinal)));
    }

    private static async Task<Orch.Processes.ProcessResult> FromAsync(World world, string gone, string arguments)
    {
        Directory.CreateDirectory(gone);
        return await world.RunAsync("sh", ["-c", $"rmdir \"$PWD\" && \"$0\" {arguments}", OrchBinary.Path], gone);
    }
}
