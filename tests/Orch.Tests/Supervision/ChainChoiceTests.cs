using Orch.Supervision;

namespace Orch.Tests.Supervision;

public sealed class ChainChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static ChainLink Ready { get; } = new(IsSpent: false, CoolUntil: null, Now.AddMinutes(30));

    private static ChainLink Spent { get; } = Ready with { IsSpent = true };

    [Fact]
    public void The_one_at_work_is_preferred_when_it_can_go_on() =>
        Assert.Equal(new ChainChoice(1, At: null), ChainChoice.Of([Ready, Ready], first: 1, Now));

    [Fact]
    public void One_that_can_go_on_now_is_better_than_one_that_has_to_be_waited_for() =>
        Assert.Equal(new ChainChoice(1, At: null), ChainChoice.Of([Cooling(5), Ready], first: 0, Now));

    [Fact]
    public void After_the_last_of_the_chain_an_earlier_one_whose_time_has_come_is_next() =>
        Assert.Equal(new ChainChoice(0, At: null), ChainChoice.Of([Cooling(0), Spent], first: 1, Now));

    [Fact]
    public void The_earliest_reset_is_waited_for() =>
        Assert.Equal(new ChainChoice(1, Now.AddMinutes(5)), ChainChoice.Of([Cooling(10), Cooling(5), Spent], first: 0, Now));

    [Fact]
    public void A_reset_beyond_the_timeout_is_not_waited_for_but_said() =>
        Assert.Equal(new ChainChoice(null, Now.AddMinutes(40)), ChainChoice.Of([Cooling(50), Cooling(40)], first: 0, Now));

    [Fact]
    public void Where_all_are_spent_nothing_is_left() => Assert.Equal(new ChainChoice(null, At: null), ChainChoice.Of([Spent, Spent], first: 0, Now));

    [Fact]
    public void Another_can_take_over_only_when_it_is_neither_spent_nor_cooling()
    {
        Assert.True(ChainChoice.HasOther([Ready, Ready], current: 0, Now));
        Assert.False(ChainChoice.HasOther([Ready, Spent], current: 0, Now));
        Assert.False(ChainChoice.HasOther([Ready, Cooling(1)], current: 0, Now));
        Assert.False(ChainChoice.HasOther([Ready], current: 0, Now));
    }

    private static ChainLink Cooling(int minutes) => Ready with { CoolUntil = Now.AddMinutes(minutes) };
}
