using Orch.Cli;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class NextStepsTests
{
    public static TheoryData<AgentState> States => [.. Enum.GetValues<AgentState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Only_commands_that_exist_are_named(AgentState state)
    {
        using var world = new CliWorld();
        var root = new CommandLine(world.Context).Build();

        foreach (var step in NextSteps.Of(Samples.Agent(state: state) with { Workspace = "/work" }).Where(step => step.StartsWith("orch ", StringComparison.Ordinal)))
        {
            var command = step.Split("   ")[0].Split(' ');
            Assert.Empty(root.Parse(command[1..]).Errors);
            Assert.Contains(command[1], root.Subcommands.Select(sub => sub.Name));
        }
    }

    [Theory]
    [InlineData(AgentState.Unverified)]
    [InlineData(AgentState.Failed)]
    [InlineData(AgentState.NeedsHuman)]
    [InlineData(AgentState.Lost)]
    public void Who_has_to_look_is_told_where(AgentState state) =>
        Assert.Contains("orch logs fix-login", NextSteps.Of(Samples.Agent(state: state)));
}
