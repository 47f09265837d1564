using System.Globalization;

namespace Orch.Workspaces;

/// <summary>Puts what lies in one work tree, beyond its HEAD, into a commit under a rescue ref of its repository.</summary>
/// <param name="Ref">The ref.</param>
/// <param name="Sha">The commit.</param>
internal sealed record RescueCommit(string Ref, string Sha)
{
    /// <summary>The line of a message after which the files are named that are not in the commit.</summary>
    internal const string NotIn = "Not in this commit:";

    private const int Tries = 5;

    /// <returns>The commit, null when there was nothing to save; and what stays on disk, nested repositories not among it.</returns>
    /// <exception cref="OrchException">It could not be saved (failed).</exception>
    public static async Task<(RescueCommit? Saved, IReadOnlyList<string> Left)> SaveAsync(
        WorkTree tree, IReadOnlyList<ChangedFile> changed, string agent, string reason, string scratch, CancellationToken ct)
    {
        var head = await tree.HeadAsync(ct);
        var staged = head is null ? null : await StagedWork.SaveAsync(tree, head, scratch, ct);
        var files = changed.Where(file => !file.IsNestedRepository).ToList();
        string[] left = [.. files.Where(file => StaysOnDisk(tree.Directory, file)).Select(file => file.Path), .. staged?.Left ?? []];
        var taken = files.Select(file => file.Path).Except(left, StringComparer.Ordinal).ToList();
        if (taken.Count == 0 && staged?.Commit is null && (head is null || await IsKeptAsync(tree, head, ct)))
        {
            return (null, left);
        }

        var builder = new CommitBuilder(tree, scratch) { TakesUnfiltered = true, Identity = OrchIdentity.Variables, SecondParent = staged?.Commit };
        var whole = await builder.TreeAsync(head, taken, ct);
        var saved = await FindAsync(tree, agent, whole, head, staged?.Commit, ct)
            ?? await NameAsync(tree, agent, await builder.CommitAsync(whole, head, Message(agent, reason, left), ct), ct);
        return (saved, left);
    }

    /// <summary>The first line of a message.</summary>
    internal static string Subject(string agent, string reason) => $"Rescue the work of {agent}: {reason}";

    /// <summary>Keeps a commit that a branch alone holds.</summary>
    /// <returns>A commit on top of it, with the same files.</returns>
    public static async Task<RescueCommit> KeepAsync(WorkTree tree, string commit, string agent, string reason, string scratch, CancellationToken ct)
    {
        var files = (await tree.Git.RunAsync(["rev-parse", "--verify", $"{commit}^{{tree}}"], ct: ct)).Trim();
        var builder = new CommitBuilder(tree, scratch) { Identity = OrchIdentity.Variables };
        return await FindAsync(tree, agent, files, commit, null, ct)
            ?? await NameAsync(tree, agent, await builder.CommitAsync(files, commit, Message(agent, reason, []), ct), ct);
    }

    // Saying what was left out: the reader of the commit does not see the workspace.
    private static string Message(string agent, string reason, string[] left)
    {
        var message = $"{Subject(agent, reason)}\n";
        return left.Length == 0 ? message : $"{message}\n{NotIn}\n{string.Join('\n', left)}\n";
    }

    // A secret-looking file that is in the repository anyway is no secret from it.
    internal static bool StaysOnDisk(string root, ChangedFile file)
    {
        // A name that is not UTF-8 comes back changed: it names no file, and git would not know it.
        var path = Path.Combine(root, file.Path);
        if (file.Path.Contains('\uFFFD', StringComparison.Ordinal) && (file.IsDeleted || !Path.Exists(path)))
        {
            return true;
        }

        return new FileInfo(path) is { Exists: true, LinkTarget: null } there && ((file.IsUntracked && SecretNames.LooksSecret(file.Path)) || there.Length > Rescue.Huge);
    }

    // A detached HEAD may be all that holds its commits.
    private static async Task<bool> IsKeptAsync(WorkTree tree, string head, CancellationToken ct) =>
        (await tree.Git.RunAsync(["for-each-ref", "--count=1", $"--contains={head}", "--format=%(refname)"], ct: ct)).Length > 0;

    // The same again, as before a repeated clean, is saved already.
    private static async Task<RescueCommit?> FindAsync(WorkTree tree, string agent, string whole, string? head, string? staged, CancellationToken ct)
    {
        var parents = string.Join(' ', new[] { head, staged }.OfType<string>());
        var same = (await ListAsync(tree, agent, "%(tree) %(parent)%00%(objectname)%00%(refname)", ct))
            .Select(line => line.Split('\0'))
            .FirstOrDefault(fields => fields[0].Trim() == $"{whole} {parents}".Trim());
        return same is null ? null : new(same[2], same[1]);
    }

    private static async Task<RescueCommit> NameAsync(WorkTree tree, string agent, string sha, CancellationToken ct)
    {
        for (var n = 1; ; n++)
        {
            var next = 1 + (await ListAsync(tree, agent, "%(refname)", ct))
                .Select(name => int.TryParse(name[(name.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .DefaultIfEmpty(0).Max();
            var reference = $"refs/orch/rescue/{agent}/{next}";

            // Created, never moved: another rescue may take the same number at this moment.
            var created = await tree.Git.TryAsync(["update-ref", reference, sha, new string('0', sha.Length)], ct: ct);
            if (created.Succeeded)
            {
                return new(reference, sha);
            }

            if (n == Tries)
            {
                throw OrchException.Failed($"cannot write {reference}: {created.Complaint}");
            }
        }
    }

    private static async Task<string[]> ListAsync(WorkTree tree, string agent, string format, CancellationToken ct) =>
        (await tree.Git.RunAsync(["for-each-ref", $"--format={format}", $"refs/orch/rescue/{agent}/"], ct: ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
