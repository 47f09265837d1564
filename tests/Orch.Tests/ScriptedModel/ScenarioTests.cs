using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nosuch")]
    [InlineData("ok-then-ok")]
    [InlineData("ratelimit:")]
    [InlineData("after:ratelimit")]
    [InlineData("ratelimit\n")]
    [InlineData("OK")]
    public void An_unknown_name_is_no_scenario(string name) => Assert.Null(Scenario.Parse(name));

    [Fact]
    public void Seconds_may_follow_the_name()
    {
        Assert.Null(Scenario.Parse("ratelimit")!.Seconds);
        Assert.Equal(30, Scenario.Parse("ratelimit:30")!.Seconds);
        Assert.Equal(0.1, Scenario.Parse("slow:0.1")!.Seconds);
    }

    [Fact]
    public void Then_ok_fails_for_the_first_calls_only()
    {
        var scenario = Scenario.Parse("overloaded-then-ok:2")!;
        var calls = 0;

        Behaviour[] seen = [.. Enumerable.Range(0, 3).Select(_ => scenario.At(0, () => ++calls))];

        Assert.Equal([Behaviour.Overloaded, Behaviour.Overloaded, Behaviour.Ok], seen);
    }

    [Fact]
    public void After_fails_from_that_turn_on()
    {
        var scenario = Scenario.Parse("after:2:ratelimit")!;

        Assert.Equal([Behaviour.Ok, Behaviour.Ok, Behaviour.RateLimit, Behaviour.RateLimit], Enumerable.Range(0, 4).Select(turn => scenario.At(turn, () => 0)));
    }

    [Fact]
    public void After_counts_only_the_calls_it_could_fail()
    {
        var scenario = Scenario.Parse("after:1:drop-then-ok:1")!;
        var calls = 0;

        Behaviour[] seen = [.. new[] { 0, 0, 1, 1 }.Select(turn => scenario.At(turn, () => ++calls))];

        Assert.Equal([Behaviour.Ok, Behaviour.Ok, Behaviour.Drop, Behaviour.Ok], seen);
    }
}
