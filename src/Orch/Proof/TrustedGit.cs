using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Makes git tell the truth about objects, and run no program that the repository names.</summary>
internal static class TrustedGit
{
    /// <summary>Without replacements (git-replace(1)) and grafts, which show other content than is pushed, and with paths taken as they are.</summary>
    public static Git WithoutDisguise(Git git)
    {
        var place = git.Place with { Variables = [.. git.Place.Variables, ("GIT_GRAFT_FILE", "/dev/null")] };
        return git.With(place, ("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_LITERAL_PATHSPECS", "1"));
    }

    /// <summary>Without the filters (gitattributes(5)) that an agent can have planted; those of the user's own configuration stay.</summary>
    /// <param name="git">Where.</param>
    /// <param name="environment">The user's environment.</param>
    /// <param name="isSharedTrusted">The repository's configuration is as it was before the agent began.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Git> WithoutPlantedFiltersAsync(Git git, IReadOnlyDictionary<string, string> environment, bool isSharedTrusted, CancellationToken ct)
    {
        var listed = await git.RunAsync(["config", "--list", "--show-scope", "--name-only", "-z"], ct: ct);
        var settings = new List<(string Key, string Value)>();
        var fields = listed.Split('\0');
        for (var at = 0; at + 1 < fields.Length; at += 2)
        {
            var isPlantable = fields[at] == "worktree" || (fields[at] == "local" && !isSharedTrusted);
            if (isPlantable && IsFilterProgram(fields[at + 1]))
            {
                settings.Add((fields[at + 1], ""));
                settings.Add((fields[at + 1][..fields[at + 1].LastIndexOf('.')] + ".required", "false"));
            }
        }

        return settings.Count == 0 ? git : git.With(null, [.. ConfigurationVariables.Of(environment, settings)]);
    }

    private static bool IsFilterProgram(string key) =>
        key.StartsWith("filter.", StringComparison.Ordinal)
        && (key.EndsWith(".clean", StringComparison.Ordinal) || key.EndsWith(".smudge", StringComparison.Ordinal) || key.EndsWith(".process", StringComparison.Ordinal));
}
