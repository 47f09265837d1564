using Microsoft.Extensions.Time.Testing;
using Orch.Agents;
using Orch.State;
using Orch.Supervision;
using Orch.Tests.State;

namespace Orch.Tests.Supervision;

public sealed class ProgressLogTests : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Of_a_flood_a_burst_is_written_and_the_newest_line()
    {
        using var state = folder.Open();
        using (var log = new ProgressLog(state, time, "flooder", 1))
        {
            for (var i = 0; i < 1000; i++)
            {
                log.Add(new AgentEvent.Said($"line {i}"));
            }

            Assert.Equal(ProgressLog.Burst, state.Events.Read(0).Count);
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("line 999", state.Events.Latest("flooder")!.Data.Text("text"));

            log.Add(new AgentEvent.Said("slowly again"));
            Assert.Equal("slowly again", state.Events.Latest("flooder")!.Data.Text("text"));
        }

        Assert.Equal(ProgressLog.Burst + 2, state.Events.Read(0).Count);
    }

    [Fact]
    public void What_waits_at_the_end_is_written()
    {
        using var state = folder.Open();
        using (var log = new ProgressLog(state, time, "flooder", 1))
        {
            for (var i = 0; i <= ProgressLog.Burst; i++)
            {
                log.Add(new AgentEvent.Said($"line {i}"));
            }
        }

        Assert.Equal($"line {ProgressLog.Burst}", state.Events.Latest("flooder")!.Data.Text("text"));
    }

    public void Dispose() => folder.Dispose();
}
