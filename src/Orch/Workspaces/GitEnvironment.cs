namespace Orch.Workspaces;

/// <summary>The environment in which Orch runs git.</summary>
internal static class GitEnvironment
{
    /// <summary>Give this to <see cref="Git.With"/> to work on an index file of your own.</summary>
    public const string IndexVariable = "ORCH_GIT_INDEX_FILE";

    // What a caller (a hook, another git) may have set and would make git look elsewhere.
    private static readonly string[] PointsElsewhere =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR",
        "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE",
        "GIT_EXTERNAL_DIFF", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "GIT_PAGER", "PAGER", "GIT_CEILING_DIRECTORIES",
        "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_ATTR_SOURCE", "GIT_DEFAULT_REF_FORMAT",
    ];

    /// <summary>The user's environment without what points elsewhere, never asking on a terminal, with messages in English.</summary>
    public static IReadOnlyDictionary<string, string> Clean(IReadOnlyDictionary<string, string> user, IReadOnlyList<(string Name, string Value)> added)
    {
        var clean = new Dictionary<string, string>(user, StringComparer.Ordinal);
        foreach (var name in PointsElsewhere.Where(name => added.All(one => one.Name != name)))
        {
            clean.Remove(name);
        }

        // Traces would mix with what is read, and some of them show credentials.
        foreach (var name in user.Keys.Where(name => name.StartsWith("GIT_TRACE", StringComparison.Ordinal) || name == "GIT_CURL_VERBOSE"))
        {
            clean.Remove(name);
        }

        if (user.TryGetValue(IndexVariable, out var index))
        {
            clean.Remove(IndexVariable);
            clean["GIT_INDEX_FILE"] = index;
        }

        clean["GIT_TERMINAL_PROMPT"] = "0";
        clean["GCM_INTERACTIVE"] = "never";
        clean["GIT_OPTIONAL_LOCKS"] = "0";
        clean["GIT_EDITOR"] = "true";
        clean["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in added)
        {
            clean[name] = value;
        }

        return clean;
    }
}
