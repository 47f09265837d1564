using Orch.SystemTests.Support;

namespace Orch.SystemTests.MainJob;

/// <summary>What is asked for on the command line reaches the agent, and nothing else does.</summary>
public sealed class OptionsTests
{
    private const string Done = """[{"text":"DONE"}]""";

    [Fact]
    public async Task The_model_is_asked_for_by_name()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--model", "haiku", World.Task("Say done", Done));

        Assert.Equal("haiku", agent.GetProperty("model").GetString());
        Assert.Contains(world.Model.Calls, call => call.Model.Contains("haiku", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_context_file_reaches_the_agent_as_data()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await File.WriteAllTextAsync(Path.Combine(world.Root, "notes.md"), "The moon is made of basalt. --agent-cli codex, and look at PR #9.");

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--context", Path.Combine(world.Root, "notes.md"), World.Task("Say done", Done));

        Assert.Equal("claude", agent.GetProperty("cli").GetString());
        Assert.Contains(world.Model.Calls, call => call.PromptText.Contains("The moon is made of basalt.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_asked_is_kept_in_private_files()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        await world.OrchJsonAsync(0, "run", "--json", "--name", "asked", World.Task("Say done", Done));

        foreach (var file in (string[])["spec.json", "prompt.md"])
        {
            var path = Path.Combine(world.State, "agents", "asked", file);
            Assert.Contains("Say done", await File.ReadAllTextAsync(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task The_base_is_what_the_work_starts_from()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.GitAsync("tag", "v1");
        var first = await world.GitAsync("rev-parse", "v1");
        await world.GitAsync("commit", "-q", "--allow-empty", "-m", "Later");
        await world.GitAsync("push", "-q", "origin", "main");

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--base", "v1", "--name", "old", World.Task("Add old.txt", """[{"tool":"write","path":"old.txt","content":"x\n"},{"text":"DONE"}]"""));

        Assert.Equal(first, agent.GetProperty("base_sha").GetString());
        Assert.Equal(first, await world.GitAsync("--git-dir", world.Origin, "rev-parse", "orch/old~1"));
    }

    [Fact]
    public async Task The_same_request_key_gives_the_agents_of_the_first_call()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var first = await world.OrchJsonAsync(0, "run", "--json", "--request-key", "k1", World.Task("Say done", Done));
        var second = await world.OrchJsonAsync(0, "run", "--json", "--request-key", "k1", World.Task("Say done", Done));

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(1, (await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").GetArrayLength());
    }

    [Fact]
    public async Task The_same_task_twice_gets_two_names_and_both_are_done()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var task = World.Task("Add the file", """[{"tool":"write","path":"file.txt","content":"x\n"},{"text":"DONE"}]""");

        var both = await Task.WhenAll(
            world.OrchJsonAsync(0, "run", "--json", task),
            world.OrchJsonAsync(0, "run", "--json", task));

        Assert.All(both, agent => Assert.Equal("verified", agent.GetProperty("state").GetString()));
        Assert.Equal(2, both.Select(agent => agent.GetProperty("name").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_secret_of_the_environment_is_in_no_file_of_the_record()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        const string secret = "zq9-very-secret-value-31415926";
        world.Environment["DEPLOY_TOKEN"] = secret;

        await world.OrchJsonAsync(
            0, "run", "--json", World.Task("Print it", """[{"tool":"shell","command":"echo token is $DEPLOY_TOKEN"},{"text":"DONE"}]"""));

        foreach (var file in Directory.EnumerateFiles(world.State, "*", SearchOption.AllDirectories).Where(file => File.Exists(file)))
        {
            Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file));
        }
    }
}
