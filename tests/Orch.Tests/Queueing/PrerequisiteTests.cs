using Orch.Queueing;
using Orch.State;
using Orch.Tests.Cli;

namespace Orch.Tests.Queueing;

public sealed class PrerequisiteTests
{
    [Theory]
    [InlineData("queued", "Open a")]
    [InlineData("needs_human", "Open a")]
    [InlineData("lost", "Open a")]
    [InlineData("verified", "Met a")]
    [InlineData("answered", "Met a")]
    [InlineData("failed", "Broken a")]
    [InlineData("unverified", "Broken a")]
    [InlineData("cancelled", "Broken a")]
    [InlineData("failed running", "Open a-2")]
    [InlineData("failed unverified", "Broken a-2")]
    [InlineData("failed verified", "Met a-2")]
    [InlineData("failed answered", "Met a-2")]
    [InlineData("verified running", "Met a")]
    [InlineData("verified failed", "Met a")]
    [InlineData("verified verified", "Met a-2")]
    [InlineData("verified answered", "Met a")]
    public void What_goes_on_from_it_stands_for_it(string states, string expected)
    {
        var line = states.Split(' ').Select((state, n) => Samples.Agent(n == 0 ? "a" : $"a-{n + 1}", Enum.Parse<AgentState>(state.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)));

        var found = Prerequisite.Of([.. line]);

        Assert.Equal(expected, $"{found.Status} {found.Agent.Name}");
    }

    [Fact]
    public void Only_a_verified_change_is_something_to_start_from()
    {
        var verified = Samples.Agent("a", AgentState.Verified) with { BaseSha = "1", HeadSha = "2" };

        Assert.Equal("2", Prerequisite.Of([verified]).HeadSha);
        Assert.Null(Prerequisite.Of([verified with { HeadSha = "1" }]).HeadSha);
        Assert.Null(Prerequisite.Of([verified with { State = AgentState.Answered }]).HeadSha);
        Assert.Null(Prerequisite.Of([verified with { State = AgentState.Unverified }]).HeadSha);
    }

    [Fact]
    public void While_one_is_open_it_waits_and_says_what_is_broken_already()
    {
        Prerequisite[] all = [Of("a", AgentState.Running), Of("b", AgentState.Verified), Of("c", AgentState.Failed), Of("d", AgentState.NeedsHuman)];

        Assert.Equal("waits for a, which is running, and for d, which is stopped for a person ('orch send d TEXT' answers); c has ended as failed", Prerequisite.Waiting(all));
        Assert.Null(Prerequisite.Waiting([Of("b", AgentState.Verified), Of("c", AgentState.Failed)]));
    }

    [Fact]
    public void A_person_is_asked_only_about_broken_ones()
    {
        Assert.Null(Prerequisite.Question([Of("b", AgentState.Verified)], "x"));
        Assert.StartsWith("c has ended as cancelled: 'orch retry c' tries it again", Prerequisite.Question([Of("b", AgentState.Verified), Of("c", AgentState.Cancelled)], "x"), StringComparison.Ordinal);
    }

    private static Prerequisite Of(string name, AgentState state) => Prerequisite.Of([Samples.Agent(name, state)]);
}
