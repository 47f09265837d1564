using Orch.State;

namespace Orch.Tests.Queueing;

public sealed class QueueOrderTests
{
    // w works, q waits, h is held; the number is its own limit.
    [Theory]
    [InlineData("q1", true, "1st in the queue: 0 of 1 agents are at work")]
    [InlineData("w5 q1", false, "1st in the queue: 1 of 1 agents is at work")]
    [InlineData("w5 q2", true, "1st in the queue: 1 of 2 agents is at work")]
    [InlineData("w5 q5 q2", false, "2nd in the queue: 1 of 2 agents is at work")]
    [InlineData("w5 q5 q3", true, "2nd in the queue: 1 of 3 agents is at work")]
    [InlineData("w5 h5 h5 q2", true, "1st in the queue: 1 of 2 agents is at work")]
    [InlineData("q5 w5 q5 w5 q5 q9", true, "4th in the queue: 2 of 9 agents are at work")]
    [InlineData("w1 w1 w1 w1 w1 w1 q5", false, "1st in the queue: 6 of 5 agents are at work")]
    [InlineData("q1 q1 q1 q1 q1 q1 q1 q1 q1 q1 q1", false, "11th in the queue: 0 of 1 agents are at work")]
    [InlineData("w5 h5", false, "held")]
    [InlineData("w5", false, null)]
    public void The_oldest_that_can_go_goes_when_its_own_limit_leaves_room(string queue, bool mayGo, string? reason)
    {
        var entries = queue.Split(' ').Select((word, n) => new QueueEntry(
            $"a{n}", word[0] != 'w', int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture), word[0] == 'h' ? "held" : null)).ToList();

        Assert.Equal(mayGo, QueueOrder.MayGo(entries, entries[^1].Name));
        Assert.Equal(reason, QueueOrder.Place(entries, entries[^1].Name)?.Reason);
    }

    [Fact]
    public void Who_is_not_alive_is_not_in_the_queue()
    {
        Assert.False(QueueOrder.MayGo([new("other", true, 5, null)], "gone"));
        Assert.Null(QueueOrder.Place([], "gone"));
    }
}
