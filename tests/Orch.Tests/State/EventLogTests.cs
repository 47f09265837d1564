using Orch.State;

namespace Orch.Tests.State;

public sealed class EventLogTests : IDisposable
{
    private readonly StateFolder folder = new();

    [Fact]
    public void Events_come_back_in_the_order_in_which_they_went_in()
    {
        using var state = folder.Open();
        state.Events.Append("a", new NewEvent("one"), new NewEvent("two"));
        state.Events.Append("b", new NewEvent("three"));
        var events = state.Events.Read(after: 0);
        Assert.Equal(["one", "two", "three"], events.Select(one => one.Kind));
        Assert.Equal(events.Select(one => one.Seq).Order(), events.Select(one => one.Seq));
        Assert.Equal(state.Events.LastSeq(), events[^1].Seq);
    }

    [Fact]
    public void Writers_at_the_same_time_lose_no_event_and_share_no_number()
    {
        Parallel.For(0, 4, writer =>
        {
            using var state = folder.Open();
            for (var i = 0; i < 25; i++)
            {
                state.Events.Append($"writer-{writer}", new NewEvent("tick", ("i", $"{i}")));
            }
        });

        using var reader = folder.Open();
        var events = reader.Events.Read(after: 0);
        Assert.Equal(100, events.Select(one => one.Seq).Distinct().Count());
        Assert.All(
            events.GroupBy(one => one.Agent, StringComparer.Ordinal),
            written => Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), written.Select(one => one.Data.GetProperty("i").GetString()!)));
    }

    [Fact]
    public void A_reader_goes_on_after_the_last_number_and_may_ask_for_one_agent()
    {
        using var state = folder.Open();
        state.Events.Append("a", new NewEvent("one"));
        state.Events.Append("b", new NewEvent("two"));
        var seen = state.Events.LastSeq();
        state.Events.Append("a", new NewEvent("three"));
        Assert.Equal(["three"], state.Events.Read(seen).Select(one => one.Kind));
        Assert.Equal(["one", "three"], state.Events.Read(after: 0, agent: "a").Select(one => one.Kind));
        Assert.Equal(["one"], state.Events.Read(after: 0, limit: 1).Select(one => one.Kind));
    }

    [Fact]
    public void A_missing_value_is_null_and_times_have_milliseconds()
    {
        using var state = folder.Open(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero)));
        state.Events.Append(null, new NewEvent("warning", ("text", null)));
        var one = Assert.Single(state.Events.Read(after: 0));
        Assert.Null(one.Agent);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, one.Data.GetProperty("text").ValueKind);
        Assert.Equal(new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), one.At);
    }

    public void Dispose() => folder.Dispose();
}
