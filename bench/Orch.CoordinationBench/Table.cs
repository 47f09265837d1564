using System.Diagnostics;
using Orch.Coordination;

namespace Orch.CoordinationBench;

/// <summary>The figures, beside those of the earlier system: medians of some rounds.</summary>
internal static class Table
{
    private const int Senders = 4;
    private const int MessagesEach = 2_500;
    private const int Workers = 32;
    private const int TaskCount = 4_000;

    public static async Task<int> PrintAsync(int rounds)
    {
        var (messages, alone, claims) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            alone.Add(await OneProcessAsync());
            messages.Add(await MessagesAsync());
            claims.Add(await ClaimsAsync());
        }

        Console.WriteLine($"medians of {rounds} rounds on {Environment.ProcessorCount} processors    now      earlier");
        Console.WriteLine($"messages/s, sent and received by one process          {Median(alone),8:F0}        5379");
        Console.WriteLine($"messages/s, {Senders} senders and one receiver              {Median(messages),8:F0}           -");
        Console.WriteLine($"claims/s with completion, {Workers} processes               {Median(claims),8:F0}  1259..4051");
        return 0;
    }

    // As the earlier system was measured: everything is sent, then everything is received.
    private static Task<double> OneProcessAsync() => WithStateAsync(async (state, store) =>
    {
        await store.Registry.RegisterAsync(new("bob"));
        var started = Stopwatch.GetTimestamp();
        await Driver.SendAsync(state, "alice", "bob", MessagesEach * 2);
        await ReceiveAllAsync(store, MessagesEach * 2);
        return MessagesEach * 2 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    });

    private static Task<double> MessagesAsync() => WithStateAsync(async (state, store) =>
    {
        await store.Registry.RegisterAsync(new("bob"));
        var started = Stopwatch.GetTimestamp();
        var senders = Enumerable.Range(0, Senders).Select(i => RunAsync("send", state, $"sender{i}", "bob", $"{MessagesEach}")).ToList();
        await ReceiveAllAsync(store, Senders * MessagesEach);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await Task.WhenAll(senders);
        return Senders * MessagesEach / elapsed.TotalSeconds;
    });

    private static Task<double> ClaimsAsync() => WithStateAsync(async (state, store) =>
    {
        await Task.WhenAll(Enumerable.Range(0, TaskCount).Select(i => Task.Run(() => store.Tasks.PublishAsync(new("x") { Id = $"t{i}" }))));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(i => RunAsync("work", state, $"w{i}", "60000")));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var done = (await store.Tasks.ListAsync(PoolTaskState.Done)).Count;
        return done == TaskCount ? TaskCount / elapsed.TotalSeconds : throw new InvalidOperationException($"{TaskCount - done} tasks were lost");
    });

    private static async Task ReceiveAllAsync(CoordinationStore store, int count)
    {
        for (var received = 0; received < count;)
        {
            var batch = await store.WaitForMailAsync("bob", TimeSpan.FromMinutes(1), max: 500);
            await store.Mailbox.AckAsync("bob", [.. batch.Select(one => one.Id)]);
            received += batch.Count > 0 ? batch.Count : throw new InvalidOperationException($"{count - received} messages were lost");
        }
    }

    private static async Task<double> WithStateAsync(Func<string, CoordinationStore, Task<double>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("orch-bench-").FullName;
        try
        {
            using var store = Driver.Open(Path.Combine(folder, "state"));
            return await measure(Path.Combine(folder, "state"), store);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
