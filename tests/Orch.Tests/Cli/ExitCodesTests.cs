using Orch.Cli;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(OrchErrorKind.Failed, 1)]
    [InlineData(OrchErrorKind.Usage, 2)]
    [InlineData(OrchErrorKind.Environment, 5)]
    [InlineData(OrchErrorKind.NotFound, 6)]
    [InlineData(OrchErrorKind.Conflict, 7)]
    public void Every_kind_of_error_has_its_code(OrchErrorKind kind, int code) => Assert.Equal(code, ExitCodes.Of(kind));

    [Theory]
    [InlineData(AgentState.Verified, 0)]
    [InlineData(AgentState.Answered, 0)]
    [InlineData(AgentState.Failed, 1)]
    [InlineData(AgentState.Cancelled, 1)]
    [InlineData(AgentState.Lost, 1)]
    [InlineData(AgentState.Unverified, 3)]
    [InlineData(AgentState.NeedsHuman, 4)]
    public void Every_end_has_its_code(AgentState state, int code) => Assert.Equal(code, ExitCodes.Of(state));

    [Fact]
    public void Of_several_agents_the_worst_speaks()
    {
        Assert.Equal(1, ExitCodes.Of(AgentState.Verified, AgentState.NeedsHuman, AgentState.Unverified, AgentState.Lost));
        Assert.Equal(3, ExitCodes.Of(AgentState.NeedsHuman, AgentState.Unverified, AgentState.Answered));
        Assert.Equal(4, ExitCodes.Of(AgentState.Verified, AgentState.NeedsHuman));
        Assert.Equal(0, ExitCodes.Of(AgentState.Verified, AgentState.Answered));
    }
}
