namespace Orch.Cli.Completing;

/// <summary>What a word could become.</summary>
/// <param name="Word">The whole word.</param>
/// <param name="About">What it is; empty for nothing to say.</param>
internal readonly record struct Candidate(string Word, string About = "");
