using System.Globalization;

namespace Orch.ProcessBench;

/// <summary>The table: median, minimum and maximum of what was measured, beside the goal.</summary>
internal static class Figures
{
    public static void Head(string title) => Console.WriteLine($"\n{title,-46} {"median",9} {"min",9} {"max",9}   goal");

    /// <summary>Prints a line; <paramref name="goal"/> is the most that the median may be.</summary>
    public static void Line(string what, IReadOnlyCollection<double> values, string unit, double? goal = null)
    {
        var sorted = values.Order().ToList();
        var median = sorted[sorted.Count / 2];
        var verdict = goal is null ? "" : $"{Show(goal.Value)} {unit}: {(median <= goal ? "met" : "MISSED")}";
        Console.WriteLine($"{what,-46} {Show(median),9} {Show(sorted[0]),9} {Show(sorted[^1]),9}   {(verdict.Length > 0 ? verdict : unit)}");
    }

    private static string Show(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
