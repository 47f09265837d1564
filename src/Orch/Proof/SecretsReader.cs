using Orch.State;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Looks for secrets in everything that a push would publish: the added lines of every commit, not only of their sum, the names of new
/// files, and the messages.
/// </summary>
/// <param name="repository">Runs git on the repository, undisguised (<see cref="TrustedGit"/>).</param>
/// <param name="known">The secrets known by value.</param>
internal sealed class SecretsReader(Git repository, KnownSecrets known)
{
    // Their values are hashes, and documentation shows invented ones.
    private static readonly string[] NoAssignments = [".lock", ".sum", ".md", ".rst", ".adoc", ".svg", ".map", ".snap", ".po", ".csv"];

    public async Task<SecretsFacts> ReadAsync(IReadOnlyList<string> commits, CancellationToken ct)
    {
        var scanner = new SecretScanner(known);
        var changes = new ChangeReader(repository);
        var added = new AddedTextReader(changes);
        var tooLarge = new SortedSet<string>(StringComparer.Ordinal);
        var findings = new List<SecretFinding>();
        foreach (var commit in commits)
        {
            var entries = await changes.ReadCommitAsync([commit], ct);
            findings.AddRange(entries.Where(entry => entry.IsNew && SecretFiles.IsSecret(entry.Path)).Select(entry => new SecretFinding(entry.Path, 0, "file name")));
            findings.AddRange(Find(entries.Where(entry => entry.IsNew).Select(entry => new AddedText("the name of a new file", 1, [entry.Path])), scanner));
            findings.AddRange(Find(await added.ReadAsync([commit], entries, tooLarge, ct), scanner));
            var message = await repository.RunAsync(["cat-file", "commit", commit], ct: ct);
            findings.AddRange(Find([new($"message of {commit[..12]}", 1, message.Split('\n'))], scanner));
        }

        return new([.. findings.Distinct()], [.. tooLarge], commits.Count);
    }

    public static IEnumerable<SecretFinding> Find(IEnumerable<AddedText> texts, SecretScanner scanner) => texts.SelectMany(text =>
        scanner.Scan(text.Lines, MayHoldAssignments(text.Path)).Select(finding => new SecretFinding(text.Path, text.FirstLine + finding.Index, finding.Rule)));

    private static bool MayHoldAssignments(string path) =>
        !TestPaths.IsTest(path) && !NoAssignments.Contains(Path.GetExtension(path).ToLowerInvariant()) && !path.EndsWith("-lock.json", StringComparison.Ordinal) && !path.EndsWith("-lock.yaml", StringComparison.Ordinal);
}
