using System.Diagnostics;

namespace Orch.ProcessBench;

/// <summary>What is measured.</summary>
internal static class Measures
{
    private const int StreamMegabytes = 200;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    /// <summary>Commands that answer at once, beside two yardsticks. One after the other in turn, so that a machine that slows down slows all of them down.</summary>
    public static async Task StartUpAsync(BenchWorld world, int rounds)
    {
        (string Name, Func<Task<double>> Run, double? Goal)[] commands =
        [
            ("python3 -c 'import argparse, json, subprocess'", () => world.MustAsync("python3", "-c", "import argparse, json, subprocess"), null),
            ("git --version", () => world.MustAsync("git", "--version"), null),
            ("orch --version", () => world.OrchAsync("--version"), 15),
            ("orch dispatcher analyze --json", () => world.OrchAsync("dispatcher", "analyze", "--json", "Fix the flaky login test and open a pull request"), 15),
            ("orch list, no agents", () => world.OrchAsync("list"), null),
        ];
        Figures.Head("start-up, whole process, ms");
        var values = await InTurnAsync(rounds, [.. commands.Select(one => one.Run)]);
        for (var i = 0; i < commands.Length; i++)
        {
            Figures.Line(commands[i].Name, values[i], "ms", commands[i].Goal);
        }
    }

    /// <summary>What <c>orch run</c> adds to the agent's own time, with a push and without a validation.</summary>
    public static async Task RunAsync(BenchWorld world, int rounds)
    {
        world.Play("work");
        var values = new List<double>();
        for (var i = -1; i < rounds; i++)
        {
            var name = $"run{i + 1}";
            var wall = await world.OrchAsync("run", "--name", name, "Do the work");
            if (i >= 0)
            {
                values.Add(wall - ((world.Times("ended")[name] - world.Times("started")[name]) * 1000));
            }
        }

        Figures.Head("one agent, ms");
        Figures.Line("orch run beyond the agent's own time", values, "ms", 1000);
    }

    /// <summary>How fast what an agent CLI prints is read, understood and kept.</summary>
    public static async Task StreamAsync(BenchWorld world)
    {
        var text = new string('x', 900);
        var line = """{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"TEXT"}],"usage":{"input_tokens":10,"output_tokens":5}}}""".Replace("TEXT", text, StringComparison.Ordinal) + "\n";
        await using (var stream = File.CreateText(world.At("stream.jsonl")))
        {
            for (var written = 0L; written < StreamMegabytes * 1_000_000L; written += line.Length)
            {
                await stream.WriteAsync(line);
            }
        }

        world.Play("stream");
        var values = new List<double>();
        foreach (var name in (string[])["stream1", "stream2", "stream3"])
        {
            await world.OrchAsync("run", "--name", name, "--json", "What does it say?");
            values.Add(StreamMegabytes / (world.Times("ended")[name] - world.Times("started")[name]));
        }

        File.Delete(world.At("stream.jsonl"));
        Figures.Head($"an event stream of {StreamMegabytes} MB");
        Figures.Line("read, understood and kept", values, "MB/s");
    }

    /// <summary>Many agents: how soon their programs run, what <c>list</c> takes, what they cost asleep.</summary>
    public static async Task AgentsAsync(BenchWorld world, int rounds)
    {
        world.Play("sleep");
        var asleep = new Supervisors(world.Orch);
        await AtOnceAsync(world, "first", 1);
        var one = (Memory: asleep.Memory(), Cpu: await asleep.CpuAsync(Watched));
        await AtOnceAsync(world, "few", 9);
        var list10 = await InTurnAsync(rounds, [() => world.OrchAsync("list")]);
        await AtOnceAsync(world, "more", 10);
        var twenty = (Memory: asleep.Memory(), Cpu: await asleep.CpuAsync(Watched));
        var at20 = await AtOnceAsync(world, "twenty", 20);
        var at50 = await AtOnceAsync(world, "fifty", 50);
        var alone = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            alone.AddRange(await AtOnceAsync(world, $"alone{i}-", 1));
        }

        var list100 = await InTurnAsync(rounds, [() => world.OrchAsync("list")]);
        var hundred = (Memory: asleep.Memory(), Cpu: await asleep.CpuAsync(Watched));
        var calls = await world.TmuxCallsAsync(() => world.OrchAsync("list"));

        Figures.Head("create to the agent's program running, ms");
        Figures.Line("1 agent", alone, "ms", 100);
        Figures.Line("20 at once, each", at20, "ms");
        Figures.Line("20 at once, the last", [at20.Max()], "ms");
        Figures.Line("50 at once, each", at50, "ms");
        Figures.Line("50 at once, the last", [at50.Max()], "ms", 3000);
        Figures.Head("orch list, ms");
        Figures.Line("10 agents", list10[0], "ms");
        Figures.Line("100 agents", list100[0], "ms", 30);
        Figures.Line("100 agents: processes of tmux", [calls], "", 2);
        Figures.Head("supervisors of sleeping agents, each");
        foreach (var (memory, cpu) in ((((int Count, double MiB) Memory, double Cpu)[])[one, twenty, hundred]))
        {
            Figures.Line($"{memory.Count}: memory (PSS)", [memory.MiB], "MiB", 15);
            Figures.Line($"{memory.Count}: CPU over {Watched.TotalSeconds:0} s", [cpu], "% of a core", 0.1);
        }
    }

    private static async Task<IReadOnlyList<double>> AtOnceAsync(BenchWorld world, string prefix, int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"{prefix}{i}").ToList();
        var begun = new Dictionary<string, double>(StringComparer.Ordinal);
        await Task.WhenAll(names.Select(name =>
        {
            begun[name] = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
            return world.OrchAsync("dispatcher", "create", "--name", name, "Do the work");
        }));
        var patience = Stopwatch.StartNew();
        while (names.Except(world.Times("started").Keys, StringComparer.Ordinal).Any())
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"of {count} agents some did not start");
            }

            await Task.Delay(20);
        }

        var started = world.Times("started");
        return [.. names.Select(name => (started[name] - begun[name]) * 1000)];
    }

    private static async Task<List<double>[]> InTurnAsync(int rounds, IReadOnlyList<Func<Task<double>>> runs)
    {
        var values = runs.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < runs.Count; i++)
            {
                var elapsed = await runs[i]();
                if (round >= 0)
                {
                    values[i].Add(elapsed);
                }
            }
        }

        return values;
    }
}
