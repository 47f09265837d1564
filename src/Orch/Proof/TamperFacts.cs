namespace Orch.Proof;

/// <summary>What the change does to that by which it is judged.</summary>
internal sealed record TamperFacts
{
    /// <summary>Changed files that the validation command names, and changed scripts that it runs.</summary>
    public IReadOnlyList<string> NamedByCommand { get; init; } = [];

    /// <summary>Tests that are gone, without having become tests elsewhere.</summary>
    public IReadOnlyList<string> DeletedTests { get; init; } = [];

    /// <summary>Tests that had content and have none now.</summary>
    public IReadOnlyList<string> EmptiedTests { get; init; } = [];

    /// <summary>Tests that lost lines, with the counts; shown and no fault.</summary>
    public IReadOnlyList<string> ShortenedTests { get; init; } = [];

    /// <summary>Changed configuration of continuous integration; shown and no fault.</summary>
    public IReadOnlyList<string> Ci { get; init; } = [];
}
