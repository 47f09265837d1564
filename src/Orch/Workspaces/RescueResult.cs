namespace Orch.Workspaces;

/// <summary>What a rescue saved.</summary>
/// <param name="Ref">The ref that holds it.</param>
/// <param name="Commit">The commit: its tree is the workspace, its parent the workspace's HEAD.</param>
/// <param name="LeftOnDisk">Files that are not in it and stay where they are: secret-looking, huge, or in a nested repository.</param>
internal sealed record RescueResult(string Ref, string Commit, IReadOnlyList<string> LeftOnDisk);
