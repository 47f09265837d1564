namespace Orch.Agents;

/// <summary>How an agent asks for a decision by a person: by a line that its prompt asked it to end with.</summary>
internal static class AgentQuestion
{
    public const string Marker = "NEEDS DECISION:";

    // How models dress the beginning of a line.
    private const string Dressing = " \t*_#>-`";

    /// <summary>The question with which the final text ends; null when it asks none.</summary>
    public static string? Find(string? finalText)
    {
        var lines = (finalText ?? "").Split('\n');
        var at = Array.FindLastIndex(lines, line => line.TrimStart(Dressing.ToCharArray()).StartsWith(Marker, StringComparison.Ordinal));
        if (at < 0)
        {
            return null;
        }

        var first = lines[at].TrimStart(Dressing.ToCharArray())[Marker.Length..];
        var question = string.Join('\n', [first, .. lines[(at + 1)..]]).Trim(' ', '\t', '\r', '\n', '*', '_', '`');
        return question.Length > 0 ? question : null;
    }
}
