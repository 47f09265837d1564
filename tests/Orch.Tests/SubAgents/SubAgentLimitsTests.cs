using Orch.State;
using Orch.SubAgents;
using Orch.Supervision;
using Orch.Tests.Cli;

namespace Orch.Tests.SubAgents;

public sealed class SubAgentLimitsTests
{
    [Fact]
    public void A_users_agent_and_two_generations_after_it_may_start_agents()
    {
        AgentRecord[] agents = [Agent("a"), Agent("b", "a"), Agent("c", "b"), Agent("d", "c")];

        Assert.Null(SubAgentLimits.Refusal("a", agents));
        Assert.Null(SubAgentLimits.Refusal("c", agents));
        Assert.Contains("3 deep", SubAgentLimits.Refusal("d", agents));
    }

    [Fact]
    public void Those_that_have_not_ended_are_bounded_and_make_room_when_they_end()
    {
        var open = Enumerable.Range(0, SubAgentLimits.AtOnce).Select(n => Agent($"s{n}", "a", AgentState.Queued)).ToList();

        Assert.Contains("at most 8", SubAgentLimits.Refusal("a", [Agent("a"), .. open]));
        Assert.Null(SubAgentLimits.Refusal("a", [Agent("a"), .. open.Skip(1), Agent("s0", "a")]));
        Assert.Null(SubAgentLimits.Refusal("b", [Agent("a"), Agent("b"), .. open]));
    }

    [Fact]
    public void All_that_an_agent_ever_started_are_bounded()
    {
        var ended = Enumerable.Range(0, SubAgentLimits.InAll).Select(n => Agent($"s{n}", "a"));

        Assert.Contains("32", SubAgentLimits.Refusal("a", [Agent("a"), .. ended]));
    }

    [Fact]
    public void A_circle_in_an_edited_record_ends()
    {
        Assert.NotNull(SubAgentLimits.Refusal("a", [Agent("a", "b"), Agent("b", "a")]));
    }

    [Fact]
    public void One_budget_is_that_of_the_users_task_and_of_all_that_came_of_it()
    {
        var root = Agent("a") with { TaskId = "t1" };
        var child = Agent("b", "a") with { TaskId = "t2" };
        var grandchild = Agent("c", "b") with { TaskId = "t3" };
        var sibling = Agent("d") with { TaskId = "t1" };
        var followUp = Agent("a-2") with { TaskId = "t4" };
        AgentRecord[] context = [root, child, grandchild, sibling, followUp];

        Assert.Equal(["a", "b", "c", "d"], BudgetGroup.Of(grandchild, context).Select(agent => agent.Name));
        Assert.Equal(["a", "b", "c", "d"], BudgetGroup.Of(root, context).Select(agent => agent.Name));
        Assert.Equal(["a-2"], BudgetGroup.Of(followUp, context).Select(agent => agent.Name));
    }

    private static AgentRecord Agent(string name, string? requester = null, AgentState state = AgentState.Verified) =>
        Samples.Agent(name) with { RequestedBy = requester, State = state };
}
