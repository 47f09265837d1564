using Orch.SystemTests.Support;

namespace Orch.SystemTests.Configuration;

/// <summary>What is configured for one agent CLI reaches that one, and no secret of it is written down.</summary>
public sealed class AgentSettingsTests
{
    private const string Secret = "value-of-a-secret-0123456789";

    // Says what it was given.
    private const string Bot = """
        cat > /dev/null
        printf '%s|%s|%s|%s|%s\n' "$PLAIN" "$BOT_API_KEY" "${GONE-unset}" "$(env | grep -c ORCH_SECRET_)" "$TMPDIR" > "$HOME/seen-$NAME"
        echo done
        exit ${STATUS:-0}
        """;

    [Fact]
    public async Task Variables_are_set_and_taken_away_for_each_CLI_alone()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("mybot", Bot);
        world.Environment["GONE"] = "still here";
        await world.ConfigureUserAsync(
            $$"""
            [run]
            agent_cli = "one,two"
            [agents.one]
            command = ["mybot"]
            env = { NAME = "one", PLAIN = "a", BOT_API_KEY = "{{Secret}}", STATUS = "1" }
            env_unset = ["GONE"]
            [agents.two]
            command = ["mybot"]
            env = { NAME = "two" }
            """);

        await world.OrchJsonAsync(0, "run", "--json", "--name", "seen", "Look around");

        var home = world.Environment["HOME"];
        var one = (await File.ReadAllTextAsync(Path.Combine(home, "seen-one"))).Trim().Split('|');
        var two = (await File.ReadAllTextAsync(Path.Combine(home, "seen-two"))).Trim().Split('|');
        Assert.Equal(["a", Secret, "unset", "0"], one[..4]);
        Assert.Equal(["", "", "still here", "0"], two[..4]);
        Assert.NotEqual(one[4], two[4]);
        Assert.StartsWith(Path.Combine(world.State, "agents", "seen", "attempt-1"), one[4], StringComparison.Ordinal);

        // Who goes on gets the same, from the file as it is now.
        File.Delete(Path.Combine(home, "seen-one"));
        await world.OrchJsonAsync(0, "retry", "seen", "--json");
        Assert.Equal(["a", Secret, "unset", "0"], (await File.ReadAllTextAsync(Path.Combine(home, "seen-one"))).Trim().Split('|')[..4]);

        // What the CLI left in its own temporary directory is the CLI's.
        // The files beside the database go when the last process closes it; it is kept open here until they were read.
        using var open = Orch.State.OrchState.Open(Orch.State.StateDirectory.Locate(world.Environment), TimeProvider.System);
        foreach (var file in Directory.EnumerateFiles(world.State, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "tmp"))
        {
            Assert.DoesNotContain(Secret, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_configured_model_of_a_CLI_is_asked_for_unless_the_task_names_one()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.ConfigureUserAsync("[agents.claude]\nmodel = \"opus\"\n");
        var task = World.Task("Say done", """[{"text":"DONE"}]""");

        await world.OrchJsonAsync(0, "run", "--json", task);
        Assert.Contains(world.Model.Calls, call => call.Model.Contains("opus", StringComparison.Ordinal));

        await world.OrchJsonAsync(0, "run", "--json", "--model", "haiku", task);
        Assert.Contains(world.Model.Calls, call => call.Model.Contains("haiku", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_and_repairs_are_as_configured()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        world.Stub("slow", "cat > /dev/null; sleep 60");
        await world.ConfigureUserAsync("[run]\nagent_cli = [\"slow\"]\ntimeout = \"1s\"\n[agents.slow]\ncommand = [\"slow\"]\n");

        var agent = await world.OrchJsonAsync(1, "run", "--json", "Wait");

        Assert.Equal("timeout", agent.GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }
}
