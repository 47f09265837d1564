using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether the change weakens the checks on itself.</summary>
internal static class TamperCheck
{
    /// <param name="facts">What was seen.</param>
    /// <param name="mayChangeChecks">The user allowed it, because the task is about the checks.</param>
    public static CheckRecord Judge(TamperFacts facts, bool mayChangeChecks)
    {
        var faults = string.Join("; ", new[]
        {
            Part("changes what the validation command runs", facts.NamedByCommand),
            Part("deletes tests", facts.DeletedTests),
            Part("empties tests", facts.EmptiedTests),
            Part("skips tests", facts.SkippedTests),
        }.OfType<string>());
        var notes = string.Concat(new[]
        {
            Part("; CI configuration changed", facts.Ci),
            Part("; tests with fewer lines", facts.ShortenedTests),
            Part("; the validation runs, and the change changes", facts.RunBeside),
        });
        return faults.Length == 0 ? new(CheckNames.Tamper, CheckStatus.Passed, $"the checks are as they were{notes}")
            : mayChangeChecks ? new(CheckNames.Tamper, CheckStatus.Passed, $"allowed to change the checks: {faults}{notes}")
            : new(CheckNames.Tamper, CheckStatus.Failed, $"{faults}{notes}; if that is the task, run it with --may-change-checks");
    }

    private static string? Part(string words, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{words}: {Names.Few(names)}";
}
