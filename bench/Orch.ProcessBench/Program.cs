using System.Globalization;
using Orch.ProcessBench;

// Whole processes of the orch binary, measured from outside: Orch.ProcessBench ORCH [ROUNDS]
if (args is not [var orch, .. var rest] || !File.Exists(orch))
{
    Console.Error.WriteLine("Orch.ProcessBench ORCH [ROUNDS]: ORCH is a published binary (scripts/publish.sh DIRECTORY)");
    return 2;
}

var rounds = rest is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 21;
Console.WriteLine($"{Environment.OSVersion}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB, {rounds} rounds");

await using var world = await BenchWorld.CreateAsync(orch);
await Measures.StartUpAsync(world, rounds);
await Measures.RunAsync(world, Math.Min(rounds, 9));
await Measures.StreamAsync(world);
await Measures.AgentsAsync(world, rounds);
return 0;
