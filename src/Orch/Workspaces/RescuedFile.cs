namespace Orch.Workspaces;

/// <summary>A file in a rescue.</summary>
/// <param name="Path">Relative to the workspace.</param>
/// <param name="Status"><c>added</c>, <c>modified</c>, <c>deleted</c> or <c>type_changed</c>.</param>
internal sealed record RescuedFile(string Path, string Status);
