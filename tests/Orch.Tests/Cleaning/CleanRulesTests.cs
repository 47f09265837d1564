using Orch.Cleaning;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Cleaning;

public sealed class CleanRulesTests
{
    [Theory]
    [InlineData(AgentState.Verified, null)]
    [InlineData(AgentState.Failed, null)]
    [InlineData(AgentState.Cancelled, null)]
    [InlineData(AgentState.Queued, "has not ended")]
    [InlineData(AgentState.Running, "has not ended")]
    [InlineData(AgentState.NeedsHuman, "has not ended")]
    [InlineData(AgentState.Lost, "is lost")]
    public void Only_an_ended_agent_gives_its_workspace_up(AgentState state, string? reason) => Told(reason, CleanRules.Obstacle(Agent("work", state), "/w/work", []));

    [Fact]
    public void Whoever_took_it_over_holds_it() =>
        Told("work-2 has taken", CleanRules.Obstacle(Agent("work"), "/w/work", [(Agent("work-2") with { Follows = "work" }, "/w/work")]));

    [Fact]
    public void A_later_agent_in_the_same_place_holds_it() =>
        Told("workspace of other", CleanRules.Obstacle(Agent("work"), "/w/work", [(Agent("third"), "/w/third"), (Agent("other"), "/w/work")]));

    private static void Told(string? reason, string? obstacle)
    {
        if (reason is null)
        {
            Assert.Null(obstacle);
        }
        else
        {
            Assert.Contains(reason, obstacle);
        }
    }

    private static AgentRecord Agent(string name, AgentState state = AgentState.Verified) => Samples.Agent(name) with { State = state };
}
