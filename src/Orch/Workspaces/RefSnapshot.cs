namespace Orch.Workspaces;

/// <summary>All refs of a repository at one moment.</summary>
/// <param name="Refs">Full name to object id.</param>
internal sealed record RefSnapshot(IReadOnlyDictionary<string, string> Refs)
{
    /// <summary>The refs of the repository itself, remote-tracking and rescue refs among them.</summary>
    public static async Task<RefSnapshot> TakeAsync(Git repository, CancellationToken ct) =>
        Parse(await repository.RunAsync(["for-each-ref", "--format=%(objectname) %(refname)"], ct: ct));

    /// <summary>The branches and tags at a remote address; null when it cannot be reached.</summary>
    public static async Task<RefSnapshot?> TakeRemoteAsync(Git repository, string url, CancellationToken ct)
    {
        var result = await repository.TryAsync(["ls-remote", "--quiet", "--heads", "--tags", "--refs", "--", url], ct: ct);
        return result.Succeeded ? Parse(result.Output) : null;
    }

    /// <summary>Reads lines of an object id and a name.</summary>
    public static RefSnapshot Parse(string lines) => new(
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split([' ', '\t'], 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal));
}
