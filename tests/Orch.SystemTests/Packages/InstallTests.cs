using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Packages;

/// <summary>install.sh in a clean home, with the binary that is already published.</summary>
public sealed class InstallTests
{
    private static readonly string Script = Path.Combine(OrchBinary.Root, "install.sh");
    private static readonly string[] Names = ["ai_orch", "orch"];

    [Fact]
    public async Task Both_names_run_after_an_installation_and_nothing_is_left_after_its_removal()
    {
        await using var world = await World.CreateAsync();

        var installed = await InstallAsync(world);

        Assert.True(installed.Succeeded, installed.Error);
        Assert.Contains($"{Bin(world)} is not on PATH", installed.Error, StringComparison.Ordinal);
        var version = (await world.OrchAsync("--version")).Output;
        foreach (var name in Names)
        {
            Assert.Equal((0, version), await RunAsync(world, name, "--version"));
        }

        var removed = await world.RunAsync(Script, ["--uninstall"]);
        Assert.True(removed.Succeeded, removed.Error);
        Assert.Empty(Files(world));
    }

    [Fact]
    public async Task What_runs_during_an_installation_keeps_its_files_until_it_has_ended()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        Assert.True((await InstallAsync(world)).Succeeded);
        var live = await world.RunAsync(Path.Combine(Bin(world), "orch"), ["live", "--cli", "claude", "--name", "mine", "--detached"]);
        Assert.True(live.Succeeded, live.Error);
        var before = Assert.Single(Versions(world));

        Assert.True((await InstallAsync(world)).Succeeded);
        Assert.Equal(2, Versions(world).Length);
        Assert.True(File.Exists(Path.Combine(before, "orch")));
        var refused = await world.RunAsync(Script, ["--uninstall"]);
        Assert.Equal(7, refused.ExitCode);
        Assert.Contains("orch kill --all", refused.Error, StringComparison.Ordinal);

        Assert.True((await world.OrchAsync("kill", "mine")).Succeeded);
        Assert.True((await InstallAsync(world)).Succeeded);
        Assert.DoesNotContain(before, Versions(world));
        Assert.Single(Versions(world));
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_neither_replaced_nor_removed()
    {
        await using var world = await World.CreateAsync();
        Directory.CreateDirectory(Bin(world));
        var foreign = Path.Combine(Bin(world), "ai_orch");
        await File.WriteAllTextAsync(foreign, "mine");

        var refused = await InstallAsync(world);
        Assert.Equal(7, refused.ExitCode);
        Assert.Contains(foreign, refused.Error, StringComparison.Ordinal);
        Assert.True((await world.RunAsync(Script, ["--uninstall"])).Succeeded);

        Assert.Equal([foreign], Files(world));
        Assert.Equal("mine", await File.ReadAllTextAsync(foreign));
    }

    [Fact]
    public async Task A_prefix_is_where_everything_goes()
    {
        await using var world = await World.CreateAsync();
        var prefix = Path.Combine(world.Root, "a place");

        Assert.True((await InstallAsync(world, "--prefix", prefix)).Succeeded);
        Assert.True((await world.RunAsync(Path.Combine(prefix, "bin", "orch"), ["--version"])).Succeeded);
        Assert.Empty(Files(world));

        Assert.True((await world.RunAsync(Script, ["--uninstall", "--prefix", prefix])).Succeeded);
        Assert.Empty(Directory.GetFiles(prefix, "*", SearchOption.AllDirectories));
    }

    private static Task<ProcessResult> InstallAsync(World world, params IEnumerable<string> arguments) =>
        world.RunAsync(Script, ["--from", Path.GetDirectoryName(OrchBinary.Path)!, .. arguments]);

    private static async Task<(int ExitCode, string Output)> RunAsync(World world, string name, params IReadOnlyList<string> arguments)
    {
        var result = await world.RunAsync(Path.Combine(Bin(world), name), arguments);
        return (result.ExitCode, result.Output);
    }

    private static string Local(World world) => Path.Combine(world.Environment["HOME"], ".local");

    private static string Bin(World world) => Path.Combine(Local(world), "bin");

    private static string[] Versions(World world) => Directory.GetDirectories(Path.Combine(Local(world), "share", "orch", "versions"));

    private static string[] Files(World world) =>
        Directory.Exists(Local(world)) ? Directory.GetFiles(Local(world), "*", SearchOption.AllDirectories) : [];
}
