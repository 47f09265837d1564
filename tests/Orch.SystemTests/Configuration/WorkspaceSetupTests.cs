using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>A workspace is made ready before the agent begins, and so is the checkout for the validation.</summary>
public sealed class WorkspaceSetupTests
{
    private static readonly string Add = World.Task("Add the file", """[{"tool":"write","path":"file.txt","content":"x\n"},{"text":"DONE"}]""");

    [Fact]
    public async Task Setup_and_copies_come_before_the_agent_and_before_the_validation()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await CommitIgnoresAsync(world, ".env.local\ndeps/\norch.toml\n");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".env.local"), "A=1\n");
        await world.TrustAsync(
            """
            [run]
            validate = "cat .env.local deps/built file.txt"
            [workspace]
            setup = "echo setting up in $PWD; mkdir deps && echo ok > deps/built"
            copy = [".env.local", "not-there"]
            """);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "ready", Add);

        Assert.Equal("verified", agent.GetProperty("state").GetString());
        var workspace = agent.GetProperty("workspace").GetString()!;
        Assert.Equal("A=1\n", await File.ReadAllTextAsync(Path.Combine(workspace, ".env.local")));
        Assert.True(File.Exists(Path.Combine(workspace, "deps", "built")));
        var log = await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "ready", "setup.log"));
        Assert.Contains($"setting up in {workspace}", log, StringComparison.Ordinal);
        Assert.Null(await world.AtOriginAsync("orch/ready", ".env.local"));
        Assert.Contains("not-there is not there", (await world.OrchAsync("events", "ready")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setup_that_fails_ends_the_agent_before_any_CLI_ran()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.TrustAsync("[workspace]\nsetup = \"echo no such package; exit 3\"\n");

        var agent = await world.OrchJsonAsync(1, "run", "--json", "--name", "broken", Add);

        Assert.Equal("failed", agent.GetProperty("state").GetString());
        Assert.Contains("the setup of the workspace failed, exit code 3", agent.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(agent.GetProperty("attempts").EnumerateArray());
        Assert.Contains("no such package", await File.ReadAllTextAsync(Path.Combine(world.State, "agents", "broken", "setup.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setup_that_the_work_breaks_fails_the_validation()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.TrustAsync("[run]\nvalidate = \"true\"\nrepair = 0\n[workspace]\nsetup = \"! test -f file.txt\"\n");

        var agent = await world.OrchJsonAsync(3, "run", "--json", Add);

        var check = agent.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "validation");
        Assert.Equal("failed", check.GetProperty("status").GetString());
        Assert.Contains("that was the setup", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_git_would_commit_is_not_copied()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "secret.txt"), "s\n");
        await world.TrustAsync("[workspace]\ncopy = [\"secret.txt\"]\n");

        var agent = await world.OrchJsonAsync(1, "run", "--json", Add);

        Assert.Contains("git does not ignore it", agent.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_checkout_is_not_copied()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await CommitIgnoresAsync(world, "secret\n");
        File.CreateSymbolicLink(Path.Combine(world.Repository, "secret"), Path.Combine(world.Environment["HOME"], ".gitconfig"));
        await world.TrustAsync("[workspace]\ncopy = [\"secret\"]\n");

        var agent = await world.OrchJsonAsync(1, "run", "--json", Add);

        Assert.Contains("leads out of the checkout", agent.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspaces_lie_in_the_configured_directory()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.TrustAsync("[workspace]\nroot = \"../elsewhere\"\n");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "away", Add);

        Assert.Equal(Path.Combine(world.Root, "elsewhere", "away"), agent.GetProperty("workspace").GetString());
    }

    [Fact]
    public async Task Who_goes_on_in_a_workspace_finds_it_ready()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureUserAsync("[workspace]\nsetup = \"echo once >> $HOME/setups\"\n");
        await world.OrchJsonAsync(0, "run", "--json", "--name", "first", Add);

        var again = await world.OrchJsonAsync(0, "retry", "first", "--json");

        Assert.Equal("first", again.GetProperty("follows").GetString());
        Assert.Equal("once\n", await File.ReadAllTextAsync(Path.Combine(world.Environment["HOME"], "setups")));
    }

    private static async Task CommitIgnoresAsync(World world, string ignores)
    {
        await File.WriteAllTextAsync(Path.Combine(world.Repository, ".gitignore"), ignores);
        await world.GitAsync("add", ".gitignore");
        await world.GitAsync("commit", "-q", "-m", "Ignore");
        await world.GitAsync("push", "-q", "origin", "main");
    }
}
