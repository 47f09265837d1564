using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Keeping;

/// <summary><c>orch rescue</c>: saved work is found from anywhere and put back without overwriting anything.</summary>
public sealed class RescueCommandTests
{
    private const string Work = "echo new > new.txt\necho changed > README.md\nprintf '\\0\\1' > data.bin";

    [Fact]
    public async Task It_is_listed_and_shown_in_the_repository_in_its_worktrees_and_elsewhere()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", Work);
        await ActingAgent.StartAndKillAsync(world, "workshop", "echo other > other.txt");

        foreach (var directory in (string[])[world.Repository, workspace, world.Root])
        {
            var all = await world.RunAsync(OrchBinary.Path, ["rescue", "list", "--json"], directory);
            var own = await world.RunAsync(OrchBinary.Path, ["rescue", "list", "work", "--json"], directory);
            Assert.Equal(["work/1", "workshop/1"], Names(all.Output).Order(StringComparer.Ordinal));
            Assert.Equal(["work/1"], Names(own.Output));
            Assert.Contains("work/1", (await world.RunAsync(OrchBinary.Path, ["rescue", "list"], directory)).Output);
        }

        var shown = await world.OrchJsonAsync(0, "rescue", "show", "work", "--json");
        Assert.Equal("orch.rescue/1", shown.GetProperty("schema").GetString());
        Assert.Equal(await world.GitAsync("rev-parse", "main"), shown.GetProperty("parent").GetString());
        Assert.Equal("the agent was stopped", shown.GetProperty("reason").GetString());
        Assert.Equal(
            ["README.md modified", "data.bin added", "new.txt added"],
            shown.GetProperty("files").EnumerateArray().Select(file => $"{file.GetProperty("path").GetString()} {file.GetProperty("status").GetString()}"));
        Assert.Contains("3 files changed", (await world.OrchAsync("rescue", "show", "work/1")).Output);
    }

    [Fact]
    public async Task The_work_of_a_repository_inside_the_workspace_is_named_with_its_own_ref()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", $"{Work}\ngit init -q lib && echo inner > lib/inner.txt");

        var list = await world.OrchJsonAsync(0, "rescue", "list", "--json");
        var shown = await world.OrchJsonAsync(0, "rescue", "show", "work", "--json");

        Assert.Contains(list.GetProperty("rescues").EnumerateArray(), one => one.GetProperty("nested").GetString() == "lib");
        var nested = Assert.Single(shown.GetProperty("nested_rescues").EnumerateArray());
        Assert.Equal("inner", await world.GitAsync("-C", Path.Combine(workspace, "lib"), "show", $"{nested.GetProperty("ref").GetString()}:inner.txt"));
        Assert.Contains("lib", (await world.OrchAsync("rescue", "show", "work")).Output);
    }

    [Fact]
    public async Task It_goes_back_into_a_clean_workspace_at_rest()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", Work);
        await world.GitAsync("-C", workspace, "checkout", "-q", ".");
        await world.GitAsync("-C", workspace, "clean", "-qfd");

        var restored = await world.OrchJsonAsync(0, "rescue", "restore", "work", "--json");

        Assert.Equal("workspace", restored.GetProperty("into").GetString());
        Assert.Equal("new\n", await File.ReadAllTextAsync(Path.Combine(workspace, "new.txt")));
        Assert.Equal(" M README.md\n?? data.bin\n?? new.txt", await world.GitAsync("-C", workspace, "status", "--porcelain"));
    }

    [Theory]
    [InlineData("uncommitted work", "echo mine > \"$W/new.txt\"")]
    [InlineData("an ignored file in the way", "git -C \"$W\" checkout -q . && git -C \"$W\" clean -qfd && echo new.txt > \"$APP/.git/info/exclude\" && echo mine > \"$W/new.txt\"")]
    [InlineData("another commit", "git -C \"$W\" add -A && git -C \"$W\" commit -qm more && echo mine > \"$W/new.txt\"")]
    public async Task It_goes_to_a_branch_where_it_would_overwrite(string what, string script)
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", Work);
        world.Environment["W"] = workspace;
        Assert.True((await world.RunAsync("sh", ["-e", "-c", script])).Succeeded);

        var restored = await world.OrchAsync("rescue", "restore", "work");
        var again = await world.OrchJsonAsync(0, "rescue", "restore", "work", "--json");

        Assert.True(restored.Succeeded, restored.Error);
        Assert.True(restored.Output.Contains("git switch orch-rescue/work-1", StringComparison.Ordinal), what);
        Assert.Equal("orch-rescue/work-1", again.GetProperty("branch").GetString());
        Assert.Equal("new", await world.GitAsync("show", "orch-rescue/work-1:new.txt"));
        Assert.Equal("mine\n", await File.ReadAllTextAsync(Path.Combine(workspace, "new.txt")));
    }

    [Fact]
    public async Task It_goes_where_one_says_when_nothing_is_there()
    {
        await using var world = await CreateAsync();
        await ActingAgent.StartAndKillAsync(world, "work", Work);
        Directory.CreateDirectory(Path.Combine(world.Root, "full"));
        await File.WriteAllTextAsync(Path.Combine(world.Root, "full", "mine"), "mine\n");
        var status = await world.GitAsync("status", "--porcelain");

        var worktree = await world.OrchJsonAsync(0, "rescue", "restore", "work/1", "--to", "../saved it", "--json");
        var branch = await world.OrchJsonAsync(0, "rescue", "restore", "work", "--branch", "saved", "--json");

        Assert.Equal(Path.Combine(world.Root, "saved it"), worktree.GetProperty("directory").GetString());
        Assert.Equal("new\n", await File.ReadAllTextAsync(Path.Combine(world.Root, "saved it", "new.txt")));
        Assert.Equal(" M README.md\n?? data.bin\n?? new.txt", await world.GitAsync("-C", Path.Combine(world.Root, "saved it"), "status", "--porcelain"));
        Assert.Equal("saved", branch.GetProperty("branch").GetString());
        Assert.Equal("changed", await world.GitAsync("show", "saved:README.md"));
        await RefusedAsync(7, "--to", "../full");
        await RefusedAsync(2, "--to", "inside");
        await RefusedAsync(2, "--to", ".");
        await RefusedAsync(2, "--to", ".git/x");
        await RefusedAsync(7, "--branch", "main");
        await RefusedAsync(2, "--branch", "a..b");
        await RefusedAsync(2, "--branch", "x", "--to", "../y");
        Assert.Equal(status, await world.GitAsync("status", "--porcelain"));

        async Task RefusedAsync(int exitCode, params string[] where)
        {
            var result = await world.OrchAsync(["rescue", "restore", "work", .. where]);
            Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', where)}: {result.ExitCode} {result.Error}{result.Output}");
        }
    }

    [Fact]
    public async Task Names_are_exact()
    {
        await using var world = await CreateAsync();
        await ActingAgent.StartAndKillAsync(world, "workshop", Work);

        Assert.Equal(6, (await world.OrchAsync("rescue", "show", "work")).ExitCode);
        Assert.Equal(6, (await world.OrchAsync("rescue", "list", "work")).ExitCode);
        Assert.Equal(6, (await world.OrchAsync("rescue", "restore", "*")).ExitCode);
        Assert.Equal(6, (await world.OrchAsync("rescue", "show", "workshop/2")).ExitCode);
        Assert.Equal(2, (await world.OrchAsync("rescue", "show", "workshop/x")).ExitCode);
    }

    private static IEnumerable<string> Names(string json) =>
        JsonSerializer.Deserialize<JsonElement>(json).GetProperty("rescues").EnumerateArray().Select(one => one.GetProperty("name").GetString()!);

    private static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(world);
        return world;
    }
}
