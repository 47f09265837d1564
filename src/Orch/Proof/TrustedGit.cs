using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Makes git tell the truth about objects: without replacements (git-replace(1)) and grafts, which show other content than a push publishes, and with paths taken as they are.</summary>
internal static class TrustedGit
{
    private static readonly (string Name, string Value)[] Plain = [("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_GRAFT_FILE", "/dev/null"), ("GIT_LITERAL_PATHSPECS", "1")];

    public static Git At(Git git, GitPlace place) => git.With(place with { Variables = [.. place.Variables, .. Plain] });

    public static Git Of(Git git) => At(git, git.Place);

    public static Workspace Of(Workspace workspace) => workspace with { Git = Of(workspace.Git), Repository = Of(workspace.Repository) };
}
