namespace Orch.ScriptedModel;

/// <summary>Shell commands for what a CLI offers no tool for.</summary>
internal static class ShellText
{
    public static string WriteFile(string path, string content)
    {
        var directory = Path.GetDirectoryName(path);
        var prepare = string.IsNullOrEmpty(directory) ? "" : $"mkdir -p {Quote(directory)} && ";
        return $"{prepare}printf %s {Quote(content)} > {Quote(path)}";
    }

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
