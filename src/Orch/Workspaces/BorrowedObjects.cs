namespace Orch.Workspaces;

/// <summary>The file <c>objects/info/alternates</c>, by which one repository borrows the objects of another.</summary>
internal static class BorrowedObjects
{
    /// <summary>Its line for a directory: quoted where git would take the path for something else (a line break in it, a comment, a quoted path).</summary>
    public static string Line(string directory) => directory.AsSpan().ContainsAny('\n', '\r') || directory[0] is '"' or '#'
        ? $"\"{string.Concat(directory.Select(Quoted))}\"\n"
        : $"{directory}\n";

    private static string Quoted(char c) => c switch
    {
        '\\' => "\\\\",
        '"' => "\\\"",
        '\n' => "\\n",
        '\r' => "\\r",
        _ => c.ToString(),
    };
}
