namespace Orch.Cli.Completing;

/// <summary>What the word at the cursor could become.</summary>
/// <param name="Candidates">Words.</param>
/// <param name="TakesFiles">Names of files too; only the shell knows those.</param>
internal sealed record Completion(IReadOnlyList<Candidate> Candidates, bool TakesFiles = false)
{
    public static Completion Nothing { get; } = new([]);
}
