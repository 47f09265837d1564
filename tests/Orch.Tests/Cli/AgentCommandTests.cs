using System.Text.Json;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class AgentCommandTests
{
    [Theory]
    [InlineData("status", "fix-lgin")]
    [InlineData("logs", "fix-lgin")]
    [InlineData("attach", "fix-lgin")]
    [InlineData("wait", "fix-lgin")]
    [InlineData("kill", "fix-lgin")]
    [InlineData("events", "fix-lgin")]
    [InlineData("explain", "fix-lgin")]
    [InlineData("diff", "fix-lgin")]
    [InlineData("open", "fix-lgin")]
    [InlineData("kill", "fix")]
    public async Task An_unknown_name_is_not_found_and_near_ones_are_named(string command, string name)
    {
        using var world = new CliWorld();
        world.Add("fix-login");

        Assert.Equal(6, await world.OrchAsync(command, name));
        Assert.Equal("", world.Output);
        Assert.Equal($"orch: no agent named {name}: did you mean fix-login?\n", world.Error);
    }

    [Fact]
    public async Task Status_has_the_record_as_a_document()
    {
        using var world = new CliWorld();
        world.Add("fix-login", agent => agent with { State = AgentState.Failed, Reason = "no CLI could finish" });

        Assert.Equal(0, await world.OrchAsync("status", "fix-login", "--json"));
        var document = JsonSerializer.Deserialize<JsonElement>(world.Output);
        Assert.Equal("orch.agent/1", document.GetProperty("schema").GetString());
        Assert.Equal("failed", document.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Status_is_readable()
    {
        using var world = new CliWorld();
        world.Add("fix-login", agent => agent with { State = AgentState.Failed, Reason = "no CLI could finish" });

        Assert.Equal(0, await world.OrchAsync("status", "fix-login"));
        Assert.StartsWith("fix-login: failed after ", world.Output, StringComparison.Ordinal);
        Assert.Contains("reason      no CLI could finish", world.Output);
        Assert.Contains("task        Fix the login", world.Output);
    }

    [Fact]
    public async Task Wait_speaks_with_the_code_of_the_worst_end()
    {
        using var world = new CliWorld();
        world.Add("good", agent => agent with { State = AgentState.Verified });
        world.Add("doubtful", agent => agent with { State = AgentState.Unverified });

        Assert.Equal(0, await world.OrchAsync("wait", "good"));
        Assert.Equal(3, await world.OrchAsync("wait", "good", "doubtful"));
        Assert.Equal("", world.Output);
    }

    [Fact]
    public async Task Events_are_lines_or_documents()
    {
        using var world = new CliWorld();
        world.Add("fix-login", agent => agent with { State = AgentState.Running });
        world.Add("other");

        Assert.Equal(0, await world.OrchAsync("events", "fix-login", "--json", "--since", "1"));
        var document = JsonSerializer.Deserialize<JsonElement>(Assert.Single(world.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("orch.event/1", document.GetProperty("schema").GetString());
        Assert.Equal("running", document.GetProperty("data").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Events_of_an_ended_agent_are_followed_to_their_end()
    {
        using var world = new CliWorld();
        world.Add("fix-login", agent => agent with { State = AgentState.Verified });

        Assert.Equal(0, await world.OrchAsync("events", "-f", "fix-login"));
        Assert.Matches(@"fix-login: created: Fix the login\n +\d+ .* fix-login: verified\n$", world.Output);
    }

    [Fact]
    public async Task An_ended_agent_cannot_be_killed_again()
    {
        using var world = new CliWorld();
        world.Add("fix-login", agent => agent with { State = AgentState.Verified });

        Assert.Equal(0, await world.OrchAsync("kill", "fix-login"));
        Assert.Equal("fix-login had ended already: verified\n", world.Error);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("kill", "fix-login", "--all")]
    public async Task Kill_wants_names_or_all(params string[] arguments)
    {
        using var world = new CliWorld();

        Assert.Equal(2, await world.OrchAsync(arguments));
    }

    [Theory]
    [InlineData("kill", "fix-login")]
    [InlineData("kill", "--all")]
    [InlineData("run", "--validate", "true", "Fix it")]
    [InlineData("dispatcher", "create", "--validate", "true", "Fix it")]
    public async Task An_agent_may_not_do_what_is_for_the_user(params string[] arguments)
    {
        using var world = new CliWorld();
        world.Add("fix-login");
        world.Environment["ORCH_AGENT"] = "other";

        Assert.Equal(7, await world.OrchAsync(arguments));
        using var state = world.OpenState();
        Assert.Equal(AgentState.Queued, state.Agents.Get("fix-login").Record.State);
    }

    [Theory]
    [InlineData("lsit", "list")]
    [InlineData("kil", "kill")]
    public async Task A_mistyped_command_is_wrong_usage(string typed, string meant)
    {
        using var world = new CliWorld();

        Assert.Equal(2, await world.OrchAsync(typed));
        Assert.Equal($"orch: '{typed}' is no command: did you mean {meant}?\n", world.Error);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_completion_script_is_for_both_names_and_asks_orch_itself(string shell)
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync("completion", shell));
        foreach (var word in (string[])["__complete", "complet", "ai_orch"])
        {
            Assert.Contains(word, world.Output);
        }

        Assert.DoesNotContain("supervise", world.Output);
    }
}
