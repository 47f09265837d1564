using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>Puts configuration into a test's world.</summary>
internal static class ConfiguredWorld
{
    /// <summary>The repository's file, not committed.</summary>
    public static Task ConfigureAsync(this World world, string toml) => File.WriteAllTextAsync(Path.Combine(world.Repository, "orch.toml"), toml);

    /// <summary>The repository's file, accepted.</summary>
    public static async Task TrustAsync(this World world, string toml)
    {
        await world.ConfigureAsync(toml);
        Assert.Equal(0, (await world.OrchAsync("config", "trust")).ExitCode);
    }

    /// <summary>The user's file.</summary>
    public static Task ConfigureUserAsync(this World world, string toml)
    {
        var folder = Path.Combine(world.Environment.GetValueOrDefault("XDG_CONFIG_HOME") ?? Path.Combine(world.Environment["HOME"], ".config"), "orch");
        Directory.CreateDirectory(folder);
        return File.WriteAllTextAsync(Path.Combine(folder, "config.toml"), toml);
    }
}
