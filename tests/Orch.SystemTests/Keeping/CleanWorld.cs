using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Keeping;

/// <summary>What the tests of <c>orch clean</c> ask of a world.</summary>
internal static class CleanWorld
{
    /// <summary>A commit, made by an agent.</summary>
    public const string Commit = "echo a > a.txt && git add a.txt && git commit -qm 'Add a'";

    public static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(world);
        return world;
    }

    public static async Task<JsonElement> CleanAsync(World world, int exitCode, string name) =>
        Assert.Single((await world.OrchJsonAsync(exitCode, "clean", name, "--json")).GetProperty("agents").EnumerateArray());

    public static async Task GoneAsync(World world, string workspace, string branch)
    {
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(workspace)!, $"{Path.GetFileName(workspace)}*"));
        Assert.DoesNotContain(workspace, await world.GitAsync("worktree", "list"));
        Assert.False((await world.RunAsync("git", ["rev-parse", "--verify", branch])).Succeeded);
    }

    public static async Task<string> SnapshotAsync(World world, string workspace) => $"{await world.GitAsync("for-each-ref")}\n{Files(workspace)}";

    public static string Files(string directory) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/.git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    public static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
    }

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
