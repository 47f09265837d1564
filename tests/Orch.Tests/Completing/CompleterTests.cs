using Orch.Cli;
using Orch.Cli.Completing;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Completing;

public sealed class CompleterTests
{
    [Theory]
    [InlineData("ki", "kill")]
    [InlineData("dispatcher ", "analyze create")]
    [InlineData("supervi", "")]
    [InlineData("status ", "busy done")]
    [InlineData("kill ", "busy")]
    [InlineData("kill busy ", "busy")]
    [InlineData("status busy ", "")]
    [InlineData("retry ", "done")]
    [InlineData("wait --any b", "busy")]
    [InlineData("status --js", "--json")]
    [InlineData("status -- -", "")]
    [InlineData("run --permissions ", "skip vendor")]
    [InlineData("run --permissions=v", "--permissions=vendor")]
    [InlineData("run --permissions = v", "vendor")]
    [InlineData("run --agent-cli cl", "claude")]
    [InlineData("run --agent-cli claude,cl", "")]
    [InlineData("run --agent-cli claude,cod", "claude,codex")]
    [InlineData("run --model ", "")]
    [InlineData("completion z", "zsh")]
    [InlineData("nothing ", "")]
    public void A_word_is_completed_from_what_stands_before_it(string typed, string expected) =>
        Assert.Equal(expected, string.Join(' ', Complete(typed).Candidates.Select(one => one.Word)));

    [Theory]
    [InlineData("run --context ", true)]
    [InlineData("run --workspace-root ", true)]
    [InlineData("run ", false)]
    [InlineData("status ", false)]
    public void Names_of_files_are_for_options_that_take_one(string typed, bool expected) => Assert.Equal(expected, Complete(typed).TakesFiles);

    [Fact]
    public void Agents_are_shown_with_their_state() => Assert.Equal(new Candidate("busy", "running"), Complete("status b").Candidates[0]);

    private static Completion Complete(string typed)
    {
        using var world = new CliWorld();
        return new Completer(() => [("busy", AgentState.Running), ("done", AgentState.Verified)]).Complete(new CommandLine(world.Context).Build(), typed.Split(' '));
    }
}
