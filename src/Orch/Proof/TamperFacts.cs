namespace Orch.Proof;

/// <summary>What the change does to that by which it is judged.</summary>
internal sealed record TamperFacts
{
    /// <summary>Changed files that the validation command names, and changed scripts that it runs, itself or by way of these.</summary>
    public IReadOnlyList<string> NamedByCommand { get; init; } = [];

    /// <summary>Changed files that the validation runs as well and that look like the program under test; shown and no fault.</summary>
    public IReadOnlyList<string> RunBeside { get; init; } = [];

    /// <summary>Tests that are gone, without having become tests elsewhere.</summary>
    public IReadOnlyList<string> DeletedTests { get; init; } = [];

    /// <summary>Tests that had content and have nothing but comments now.</summary>
    public IReadOnlyList<string> EmptiedTests { get; init; } = [];

    /// <summary>Tests that are skipped, or left early, and were not before.</summary>
    public IReadOnlyList<string> SkippedTests { get; init; } = [];

    /// <summary>Tests that lost lines, with the counts; shown and no fault.</summary>
    public IReadOnlyList<string> ShortenedTests { get; init; } = [];

    /// <summary>Changed configuration of continuous integration; shown and no fault.</summary>
    public IReadOnlyList<string> Ci { get; init; } = [];
}
