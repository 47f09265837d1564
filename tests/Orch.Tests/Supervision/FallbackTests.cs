using Orch.State;
using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class FallbackTests
{
    [Theory]
    [InlineData(AttemptOutcome.Success, true, ChainStep.Check)]
    [InlineData(AttemptOutcome.RefusedPermission, true, ChainStep.AskPerson)]
    [InlineData(AttemptOutcome.Killed, true, ChainStep.Cancel)]
    [InlineData(AttemptOutcome.RateLimited, true, ChainStep.Next)]
    [InlineData(AttemptOutcome.RateLimited, false, ChainStep.GiveUp)]
    public void What_follows_depends_on_the_outcome_and_on_who_is_left(AttemptOutcome outcome, bool hasNext, object step) =>
        Assert.Equal(step, Fallback.After(outcome, hasStarted: true, hasNext));

    [Fact]
    public void What_keeps_a_cli_from_starting_is_no_reason_not_to_try_another()
    {
        Assert.Equal(ChainStep.Next, Fallback.After(AttemptOutcome.RefusedPermission, hasStarted: false, hasNext: true));
        Assert.Equal(ChainStep.AskPerson, Fallback.After(AttemptOutcome.RefusedPermission, hasStarted: false, hasNext: false));
    }

    [Fact]
    public void Every_failure_but_a_refused_permission_and_a_kill_goes_to_the_next_cli() =>
        Assert.All(
            Enum.GetValues<AttemptOutcome>().Except([AttemptOutcome.Success, AttemptOutcome.RefusedPermission, AttemptOutcome.Killed]),
            outcome => Assert.Equal(ChainStep.Next, Fallback.After(outcome, hasStarted: true, hasNext: true)));
}
