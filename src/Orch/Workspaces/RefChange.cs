namespace Orch.Workspaces;

/// <summary>A ref that came, went or moved.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Before">The object that it stood for; null when it was not there.</param>
/// <param name="After">The object that it stands for; null when it is gone.</param>
internal sealed record RefChange(string Name, string? Before, string? After);
