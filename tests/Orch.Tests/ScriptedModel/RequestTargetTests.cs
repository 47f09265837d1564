using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("ok", null)]
    [InlineData("after:1:ratelimit", "run 1/ü~x")]
    public void What_a_url_names_is_read_back(string scenario, string? tag)
    {
        var target = RequestTarget.Parse(RequestTarget.PrefixFor(scenario, tag) + "/v1/messages?beta=true");

        Assert.Equal(new RequestTarget(scenario, tag, "/v1/messages"), target);
    }

    [Fact]
    public void Without_a_prefix_the_scenario_is_ok() =>
        Assert.Equal(new RequestTarget("ok", null, "/v1/responses"), RequestTarget.Parse("/v1/responses"));

    [Fact]
    public void An_unescaped_colon_is_read_too() =>
        Assert.Equal("ratelimit:30", RequestTarget.Parse("/s/ratelimit:30/v1/responses").Scenario);
}
