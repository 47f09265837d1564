namespace Orch.Workspaces;

/// <summary>Whom the commits are by that Orch makes for itself.</summary>
internal static class OrchIdentity
{
    public static IReadOnlyList<(string Name, string Value)> Variables { get; } =
    [
        ("GIT_AUTHOR_NAME", "Orch"), ("GIT_AUTHOR_EMAIL", "orch@localhost"), ("GIT_COMMITTER_NAME", "Orch"), ("GIT_COMMITTER_EMAIL", "orch@localhost"),
    ];

    /// <summary>The variables for a commit in the user's name; nothing has to be set when git knows the user, else Orch's own.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> ForAsync(Git git, CancellationToken ct) =>
        await git.ValueAsync(["var", "GIT_COMMITTER_IDENT"], ct) is not null && await git.ValueAsync(["var", "GIT_AUTHOR_IDENT"], ct) is not null
            ? []
            : Variables;
}
