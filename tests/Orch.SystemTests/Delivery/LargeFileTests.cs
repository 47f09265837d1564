using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Delivery;

/// <summary>Files that git-lfs keeps, with the real git-lfs and a remote on this machine.</summary>
public sealed class LargeFileTests
{
    private const string Validate = "test \"$(cat model.bin)\" = weights";

    [Theory]
    [InlineData("printf weights > model.bin")]
    [InlineData("printf weights > model.bin; git add model.bin; git commit -q -m Model")]
    [InlineData("printf '' > .gitattributes; git lfs track '*.bin'; printf weights > model.bin; git add -A; git commit -q -m Model")]
    [InlineData("printf half > model.bin; git add model.bin; git commit -q -m Half; printf weights > model.bin; git commit -q -a -m Model")]
    public async Task Their_content_is_validated_and_uploaded_before_the_commit(string script)
    {
        await using var world = await CreateAsync();
        StubAgent.Play(world, script);

        var agent = await RunAsync(world, 0);

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        Assert.Equal("weights", await ClonedAsync(world, "orch/work"));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(world.Origin, "lfs"), "*", SearchOption.AllDirectories), file => new FileInfo(file).LinkTarget is not null);
    }

    [Fact]
    public async Task Without_git_lfs_nothing_is_pushed_until_it_is_there()
    {
        await using var world = await CreateAsync();
        StubAgent.Play(world, "printf weights > model.bin; git add model.bin; git commit -q -m Model; mv \"$WORLD/programs/git-lfs\" \"$WORLD/hidden-git-lfs\"");

        var agent = await RunAsync(world, 3, validate: "true");
        var before = await world.BranchesAtOriginAsync();
        world.Show("git-lfs");
        await world.OrchJsonAsync(0, "deliver", "work", "--json");

        Assert.Contains("model.bin is kept by git-lfs, which is not installed; run: ", Detail(agent));
        Assert.Equal(["main"], before);
        Assert.Equal("weights", await ClonedAsync(world, "orch/work"));
    }

    [Fact]
    public async Task A_content_that_is_another_one_is_not_uploaded()
    {
        await using var world = await CreateAsync();
        StubAgent.Play(world, "printf weights > model.bin; git add model.bin; git commit -q -m Model; for one in $(find \"$APP/.git/lfs/objects\" -type f); do chmod u+w $one; printf planted > $one; done");

        Assert.Contains("something else", Detail(await RunAsync(world, 3, validate: "true")));
        Assert.Equal(["main"], await world.BranchesAtOriginAsync());
    }

    [Fact]
    public async Task Where_they_go_is_what_the_project_said_before_the_agent()
    {
        await using var world = await CreateAsync();
        var (store, evil) = (Path.Combine(world.Root, "store.git"), Path.Combine(world.Root, "evil.git"));
        await world.GitAsync("init", "-q", "--bare", store);
        await world.GitAsync("init", "-q", "--bare", evil);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".lfsconfig"), $"[lfs]\n\turl = file://{store}\n");
        await world.GitAsync("add", "-A");
        await world.GitAsync("commit", "-q", "-m", "Keep large files elsewhere");
        await world.GitAsync("push", "-q", "--no-verify", "origin", "main");
        StubAgent.Play(world, $"printf weights > model.bin; printf '[lfs]\\n\\turl = file://{evil}\\n' > .lfsconfig");

        await RunAsync(world, 0);

        Assert.True(Directory.Exists(Path.Combine(store, "lfs", "objects")));
        Assert.False(Directory.Exists(Path.Combine(evil, "lfs")));
        Assert.False(Directory.Exists(Path.Combine(world.Origin, "lfs")));
    }

    private static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await world.GitAsync("lfs", "install", "--skip-repo");
        await StubAgent.PrepareAsync(world);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        await world.GitAsync("add", "-A");
        await world.GitAsync("commit", "-q", "-m", "Keep large files apart");
        await world.GitAsync("push", "-q", "--no-verify", "origin", "main");
        return world;
    }

    private static Task<JsonElement> RunAsync(World world, int exitCode, string validate = Validate) =>
        world.OrchJsonAsync(exitCode, "run", "--json", "--agent-cli", "claude", "--name", "work", "--repair", "0", "--validate", validate, "Add the model");

    private static async Task<string> ClonedAsync(World world, string branch)
    {
        var clone = Path.Combine(world.Root, "clone");
        await world.GitAsync("clone", "-q", "-b", branch, world.Origin, clone);
        return await File.ReadAllTextAsync(Path.Combine(clone, "model.bin"));
    }

    private static string Detail(JsonElement agent) =>
        agent.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "pushed").GetProperty("detail").GetString()!;
}
