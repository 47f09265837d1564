namespace Orch.Workspaces;

/// <summary>Whom the commits are by that Orch makes for itself.</summary>
internal static class OrchIdentity
{
    public static IReadOnlyList<(string Name, string Value)> Variables { get; } =
    [
        ("GIT_AUTHOR_NAME", "Orch"), ("GIT_AUTHOR_EMAIL", "orch@localhost"), ("GIT_COMMITTER_NAME", "Orch"), ("GIT_COMMITTER_EMAIL", "orch@localhost"),
    ];
}
