namespace Orch.Workspaces;

/// <summary>The file <c>objects/info/alternates</c>, by which one repository borrows the objects of another.</summary>
internal static class BorrowedObjects
{
    /// <summary>Its line for a directory: quoted where git would take the path for something else (a line break in it, a comment, a quoted path).</summary>
    public static string Line(string directory) => directory.Contains('\n', StringComparison.Ordinal) || directory[0] is '"' or '#'
        ? $"\"{directory.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"\n"
        : $"{directory}\n";
}
