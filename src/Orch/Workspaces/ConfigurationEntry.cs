namespace Orch.Workspaces;

/// <summary>One entry of a git configuration.</summary>
/// <param name="Key">Its full name: section and last part in lower case, what is between as written.</param>
/// <param name="Value">Its value; may be a secret.</param>
internal sealed record ConfigurationEntry(string Key, string Value)
{
    /// <summary>Reads the output of <c>git config --list -z</c>. A key without a value means true.</summary>
    public static IReadOnlyList<ConfigurationEntry> Parse(string listed) =>
        [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('\n', 2))
            .Select(parts => new ConfigurationEntry(parts[0], parts.Length == 2 ? parts[1] : "true"))];
}
