using System.Globalization;
using Orch.ProcessBench;

// Whole processes of the orch binary, measured from outside.
if (args is not [var orch, .. var rest] || !File.Exists(orch))
{
    Console.Error.WriteLine("Orch.ProcessBench ORCH [ROUNDS [start-up|run|stream|agents]…]: ORCH is a published binary (scripts/publish.sh DIRECTORY)");
    return 2;
}

var rounds = rest is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 21;
(string Name, Func<BenchWorld, Task> Measure)[] parts =
[
    ("start-up", world => Measures.StartUpAsync(world, rounds)),
    ("run", world => Measures.RunAsync(world, Math.Min(rounds, 9))),
    ("stream", Measures.StreamAsync),
    ("agents", world => Measures.AgentsAsync(world, rounds)),
];
Console.WriteLine($"{Environment.OSVersion}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB, {rounds} rounds");
await using var world = await BenchWorld.CreateAsync(orch);
foreach (var (_, measure) in parts.Where(part => rest.Length < 2 || rest.Skip(1).Contains(part.Name, StringComparer.Ordinal)))
{
    await measure(world);
}

return 0;
