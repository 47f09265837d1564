using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Configuration;

public sealed class NotificationTests
{
    private static readonly AgentRecord Agent = Cli.Samples.Agent("fix-login") with { State = AgentState.NeedsHuman, Branch = "orch/fix-login", Needs = new("question", "-rf {name}; $(touch x)?", DateTimeOffset.UnixEpoch, 1) };

    [Theory]
    [InlineData("{name}: {state}", "fix-login: needs_human")]
    [InlineData("{branch}", "orch/fix-login")]
    [InlineData("{reason}", "rf {name}; $(touch x)?")]
    [InlineData("--body={reason}", "--body=-rf {name}; $(touch x)?")]
    [InlineData("{unknown} {name}", "{unknown} fix-login")]
    [InlineData("plain", "plain")]
    public void A_place_is_filled_within_its_argument(string argument, string filled) =>
        Assert.Equal(["notify-send", filled, "end"], Notification.Fill(["notify-send", argument, "end"], Agent));

    [Theory]
    [InlineData(nameof(AgentState.Verified), true)]
    [InlineData(nameof(AgentState.Failed), true)]
    [InlineData(nameof(AgentState.NeedsHuman), true)]
    [InlineData(nameof(AgentState.Cancelled), false)]
    [InlineData(nameof(AgentState.Running), false)]
    public void A_person_is_told_of_ends_and_needs(string state, bool isDue) => Assert.Equal(isDue, Notification.IsDue(Enum.Parse<AgentState>(state)));
}
