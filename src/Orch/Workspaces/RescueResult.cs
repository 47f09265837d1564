namespace Orch.Workspaces;

/// <summary>What a rescue saved.</summary>
/// <param name="Ref">The ref that holds it; null when all that there is beyond HEAD stays on disk.</param>
/// <param name="Commit">The commit, null without one: its tree is the workspace, its first parent the workspace's HEAD; what was staged and is not on disk any more is a second one.</param>
/// <param name="LeftOnDisk">Files that are not in it and stay where they are: secret-looking, huge, or with a name that is not UTF-8.</param>
internal sealed record RescueResult(string? Ref, string? Commit, IReadOnlyList<string> LeftOnDisk)
{
    /// <summary>Repositories inside the workspace, submodules among them, that hold work of their own.</summary>
    public IReadOnlyList<NestedRepository> NestedRepositories { get; init; } = [];

    /// <summary>Whether the directory may go: nothing but ignored files would be lost with it.</summary>
    public bool IsComplete => LeftOnDisk.Count == 0 && NestedRepositories.All(one => one.SurvivesRemoval);
}
