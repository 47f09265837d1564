using System.Text.RegularExpressions;
using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>What a remote has, asked for by name.</summary>
/// <param name="Refs">Full name to object id; <c>HEAD</c> among them, and <c>refs/tags/NAME^{}</c> for the commit of an annotated tag.</param>
/// <param name="DefaultBranch">The branch that its HEAD stands for; null when it does not say.</param>
internal sealed partial record RemoteRefs(IReadOnlyDictionary<string, string> Refs, string? DefaultBranch)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Asks a remote for its HEAD and for some refs.</summary>
    /// <param name="git">The repository that reaches it.</param>
    /// <param name="remote">Its name or address.</param>
    /// <param name="names">Full names; all of them when none is given.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The refs, or what git said when it could not be reached.</returns>
    public static async Task<(RemoteRefs? Refs, string? Complaint)> AskAsync(Git git, string remote, IReadOnlyList<string> names, CancellationToken ct)
    {
        string[] patterns = names.Count == 0 ? [] : ["HEAD", .. names];
        var result = await git.TryAsync(["ls-remote", "--quiet", "--symref", "--", remote, .. patterns], timeout: Patience, ct: ct);
        return result.Succeeded ? (Parse(result.Output), null) : (null, Complaint(result));
    }

    public string? Branch(string name) => Refs.GetValueOrDefault($"refs/heads/{name}");

    /// <summary>The commit that a tag stands for.</summary>
    public string? Tag(string name) => Refs.GetValueOrDefault($"refs/tags/{name}^{{}}") ?? Refs.GetValueOrDefault($"refs/tags/{name}");

    /// <summary>What git said, without the name and password that an address may carry.</summary>
    public static string Complaint(ProcessResult result) => Credentials().Replace(result.Complaint, "://");

    internal static RemoteRefs Parse(string output)
    {
        const string symbolic = "ref: refs/heads/";
        var refs = new Dictionary<string, string>(StringComparer.Ordinal);
        string? head = null;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t', 2) is not [var value, var name])
            {
                continue;
            }

            if (value.StartsWith(symbolic, StringComparison.Ordinal))
            {
                head = name == "HEAD" ? value[symbolic.Length..] : head;
            }
            else if (!value.StartsWith("ref:", StringComparison.Ordinal))
            {
                refs[name] = value;
            }
        }

        // The default branch is known by HEAD, also when its name was not asked for.
        if (head is not null && refs.TryGetValue("HEAD", out var tip))
        {
            refs.TryAdd($"refs/heads/{head}", tip);
        }

        return new(refs, head);
    }

    [GeneratedRegex(@"://[^/@\s']*@", RegexOptions.ExplicitCapture)]
    private static partial Regex Credentials();
}
