using System.Globalization;

namespace Orch.Workspaces;

/// <summary>Reads the rescues of a repository. They are truth: nothing else is asked whether one is there.</summary>
/// <param name="git">The repository.</param>
/// <param name="gitDirectory">Its git directory, absolute.</param>
internal sealed class RescueReader(Git git, string gitDirectory)
{
    private const string Prefix = "refs/orch/rescue/";
    private const string Format = "%(refname)%00%(objectname)%00%(parent)%00%(committerdate:unix)%00%(contents:subject)";

    /// <summary>The rescues, oldest first.</summary>
    /// <param name="agent">Those of exactly this agent; null for all.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<RescueEntry>> ListAsync(string? agent, CancellationToken ct)
    {
        var lines = (await git.RunAsync(["for-each-ref", $"--format={Format}", Prefix], ct: ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => Parse(line, gitDirectory)).OfType<RescueEntry>()
            .Where(entry => agent is null || entry.Agent == agent)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Agent, StringComparer.Ordinal).ThenBy(entry => entry.N)];
    }

    /// <summary>What a rescue changes against the commit that was checked out.</summary>
    public async Task<RescueContents> ReadAsync(RescueEntry entry, CancellationToken ct)
    {
        var before = entry.Parent ?? (await git.RunAsync(["hash-object", "-t", "tree", "--stdin"], ct: ct)).Trim();
        var listed = (await git.RunAsync(["diff-tree", "-r", "-z", "--no-renames", "--name-status", before, entry.Sha], ct: ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var stat = await git.RunAsync(["diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--stat=120", before, entry.Sha, "--"], ct: ct);
        var body = await git.RunAsync(["log", "-1", "--no-show-signature", "--format=%b", entry.Sha, "--"], ct: ct);
        return new([.. listed.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new RescuedFile(pair[1], Word(pair[0])))], stat, NotIn(body));
    }

    internal static RescueEntry? Parse(string line, string gitDirectory)
    {
        if (line.Split('\0') is not [var name, var sha, var parents, var at, var subject]
            || name.LastIndexOf('/') is var slash && slash <= Prefix.Length
            || !int.TryParse(name.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var agent = name[Prefix.Length..slash];
        var both = parents.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var opening = RescueCommit.Subject(agent, "");
        var reason = subject.StartsWith(opening, StringComparison.Ordinal) ? subject[opening.Length..] : subject;
        return new(agent, n, name, sha, both.ElementAtOrDefault(0), both.ElementAtOrDefault(1), reason, DateTimeOffset.FromUnixTimeSeconds(seconds), gitDirectory);
    }

    private static IReadOnlyList<string> NotIn(string body)
    {
        var lines = body.Split('\n');
        return [.. lines.SkipWhile(line => line != RescueCommit.NotIn).Skip(1).Where(line => line.Length > 0)];
    }

    private static string Word(string status) => status switch
    {
        "A" => "added",
        "D" => "deleted",
        "T" => "type_changed",
        _ => "modified",
    };
}
