using Orch.Coordination;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Coordination;

/// <summary>Real processes that are killed and stopped at any moment of their work.</summary>
public sealed class UnderFireTests
{
    private const int Workers = 32;
    private const int TaskCount = 2_000;

    [Fact]
    public async Task Tasks_are_completed_exactly_once_by_workers_that_are_killed_and_stopped()
    {
        await using var fleet = new Fleet();
        await Task.WhenAll(Enumerable.Range(0, TaskCount).Select(i => Task.Run(() => fleet.Store.Tasks.PublishAsync(new("work") { Id = $"t{i}" }))));
        var workers = Enumerable.Range(0, Workers).ToDictionary(i => $"w{i}", i => fleet.Start("work", $"w{i}", "1500"));

        // One that is stopped while it holds a task: the task goes to another, and what it reports later is refused.
        var (stopped, task) = await StopAHolderAsync(fleet, workers);
        foreach (var i in Enumerable.Range(0, 12))
        {
            var before = await DoneAsync(fleet);
            var victim = $"w{(i * 7) % Workers}";
            if (victim != stopped)
            {
                Fleet.Kill(workers[victim]);
                workers[victim] = fleet.Start("work", victim, "1500");
            }

            await Waiting.UntilAsync(async () => await DoneAsync(fleet) is var done && (done > before + 20 || done >= TaskCount - 1), "others go on");
        }

        await Waiting.UntilAsync(async () => (await fleet.Store.Tasks.GetAsync(task)).State == PoolTaskState.Done, "the task of the stopped worker is done by another");
        Fleet.Resume(workers[stopped]);
        var lines = await fleet.LinesAsync();

        var tasks = await fleet.Store.Tasks.ListAsync();
        Assert.Equal(TaskCount, tasks.Count);
        Assert.All(tasks, one => Assert.Equal(PoolTaskState.Done, one.State));
        Assert.NotEqual(stopped, tasks.Single(one => one.Id == task).Owner);
        Assert.Contains($"late {task}", lines);
        var reported = lines.Where(line => line.StartsWith("done ", StringComparison.Ordinal)).ToList();
        Assert.Equal(reported.Count, reported.Distinct().Count());
        Assert.True(reported.Count > TaskCount - 13, $"only {reported.Count} completions were reported");
    }

    [Fact]
    public async Task Nothing_is_lost_and_the_order_kept_when_the_receiver_is_killed_again_and_again()
    {
        const int senders = 4;
        const int each = 500;
        await using var fleet = new Fleet();
        await fleet.Store.Registry.RegisterAsync(new("bob"), TestContext.Current.CancellationToken);
        var log = fleet.File("received");
        var sending = Enumerable.Range(0, senders).Select(i => fleet.Start("send", $"s{i}", "bob", $"{each}")).ToList();
        for (var i = 0; i < 8; i++)
        {
            var before = Lines(log).Count;
            var receiver = fleet.Start("receive", "bob", log);
            await Waiting.UntilAsync(() => Lines(log).Count > before || sending.TrueForAll(one => one.HasExited), "the receiver receives");
            Fleet.Kill(receiver);
            await receiver.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var last = fleet.Start("receive", "bob", log);
        await Waiting.UntilAsync(
            () => sending.TrueForAll(one => one.HasExited) && Lines(log).Select(line => line[0]).Distinct().Count() == senders * each, "everything has come");
        Fleet.Kill(last);

        foreach (var sender in Enumerable.Range(0, senders).Select(i => $"s{i}"))
        {
            // A repeat has the id of the first time; without the repeats, all is there in order.
            var bodies = Lines(log).Where(line => line[1] == sender).DistinctBy(line => line[0]).Select(line => int.Parse(line[2]));
            Assert.Equal(Enumerable.Range(0, each), bodies);
        }
    }

    [Fact]
    public async Task Twenty_that_register_at_once_are_twenty()
    {
        await using var fleet = new Fleet();
        foreach (var i in Enumerable.Range(0, 20))
        {
            fleet.Start("register", $"agent{i}");
        }

        await fleet.LinesAsync();

        Assert.Equal(20, (await fleet.Store.Registry.DiscoverAsync(includeExpired: true, ct: TestContext.Current.CancellationToken)).Count);
    }

    private static async Task<(string Worker, string Task)> StopAHolderAsync(Fleet fleet, Dictionary<string, System.Diagnostics.Process> workers)
    {
        (string, string)? found = null;
        await Waiting.UntilAsync(
            async () =>
            {
                if (await fleet.Store.Tasks.ListAsync(PoolTaskState.Leased) is not [{ Owner: { } owner } held, ..])
                {
                    return false;
                }

                // It may have gone on to another task before it was stopped, or hold none; or hold the file's lock, as one in 32 does.
                Fleet.Pause(workers[owner]);
                if (await OthersGoOnAsync(fleet) && (await fleet.Store.Tasks.ListAsync(PoolTaskState.Leased)).FirstOrDefault(task => task.Owner == owner) is { } still)
                {
                    found = (owner, still.Id);
                    return true;
                }

                Fleet.Resume(workers[owner]);
                return false;
            },
            "a worker is stopped while it holds a task");
        return found!.Value;
    }

    private static async Task<bool> OthersGoOnAsync(Fleet fleet)
    {
        var before = await DoneAsync(fleet);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(1))
        {
            if (await DoneAsync(fleet) > before + 1)
            {
                return true;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return false;
    }

    private static async Task<int> DoneAsync(Fleet fleet) => (await fleet.Store.Tasks.ListAsync(PoolTaskState.Done)).Count;

    private static List<string[]> Lines(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }
}
