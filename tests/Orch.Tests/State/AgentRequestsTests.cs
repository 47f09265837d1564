using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.State;

public sealed class AgentRequestsTests
{
    [Fact]
    public void A_request_is_open_until_it_is_answered_and_the_first_answer_stays()
    {
        using var world = new CliWorld();
        world.Add("a");
        using var state = world.OpenState();

        var request = state.Requests.Add("a", AgentRequestKinds.SubAgent, "x")!;
        Assert.Equal([request], state.Requests.Open("a", AgentRequestKinds.SubAgent));
        Assert.Empty(state.Requests.Open("a", AgentRequestKinds.Question));
        state.Requests.Answer(request.Id, "no", OrchErrorKind.Conflict);
        state.Requests.Answer(request.Id, "yes");

        Assert.Empty(state.Requests.Open("a", AgentRequestKinds.SubAgent));
        Assert.Equal(request with { Answer = "no", Trouble = OrchErrorKind.Conflict }, state.Requests.Find(request.Id));
    }

    [Fact]
    public void An_agent_that_has_ended_asks_for_nothing()
    {
        using var world = new CliWorld();
        world.Add("a", agent => agent with { State = AgentState.Verified });
        using var state = world.OpenState();

        Assert.Null(state.Requests.Add("a", AgentRequestKinds.Question, "x"));
        Assert.Null(state.Requests.Add("nobody", AgentRequestKinds.Question, "x"));
    }

    [Fact]
    public void What_was_asked_in_a_turn_is_one_question_and_is_asked_once()
    {
        using var world = new CliWorld();
        world.Add("a");
        using var state = world.OpenState();
        state.Requests.Add("a", AgentRequestKinds.Question, "this?");
        state.Requests.Add("a", AgentRequestKinds.Question, "that?");

        Assert.Equal("this?\n\nthat?", AgentTools.TakeQuestion(state, "a"));
        Assert.Null(AgentTools.TakeQuestion(state, "a"));
    }
}
