using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>The few flags that may stand at the very start or end of a task's text.</summary>
/// <param name="Rest">The text without them.</param>
/// <param name="Values">Their values by name, without the hyphens; the last one counts.</param>
internal sealed partial record TextFlags(string Rest, IReadOnlyDictionary<string, string> Values)
{
    // "the", "for" and their like before a flag, "is" and its like after it: the text talks about the flag.
    private const string Name = "(?<name>agent-cli|model|branch|base|workspace-name|workspace-root)";

    private const string Value = """(?<value>"[^"\n]*"|'[^'\n]*'|[^\s"'`,-][^\s"'`,]*(,[ ]*[^\s"'`,-][^\s"'`,]*)*|,+)""";

    public string? Get(string name) => Values.GetValueOrDefault(name);

    /// <summary>Reads them.</summary>
    /// <exception cref="OrchException">One has no value (usage).</exception>
    public static TextFlags Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Leading().Match(text) is { Success: true } match && Add(match, values, overwrite: false))
        {
            text = text[match.Length..].TrimStart();
        }

        while (Trailing().Match(text) is { Success: true } match && !IsTalkedAbout(text, match.Index) && Add(match, values, overwrite: false))
        {
            text = text[..match.Index].TrimEnd();
        }

        return new(text, values);
    }

    private static bool Add(Match match, Dictionary<string, string> values, bool overwrite)
    {
        var name = match.Groups["name"].Value;
        var value = WithoutFullStop(match.Groups["value"].Value).Trim('"', '\'').Trim();
        if (value.Trim(',', ' ').Length == 0)
        {
            throw OrchException.Usage($"--{name} in the task's text has no value: give one, as in --{name}={(name == "agent-cli" ? "claude" : "NAME")}, or put the flag in backticks when the task is about it");
        }

        if (overwrite || !values.ContainsKey(name))
        {
            values[name] = value;
        }

        return true;
    }

    // The sentence ends there, not the value; "." and "../.." are directories.
    private static string WithoutFullStop(string value) => value.Length > 1 && value[^1] is '.' or '!' && char.IsLetterOrDigit(value[^2]) ? value[..^1] : value;

    private static bool IsTalkedAbout(string text, int at) =>
        TextBefore().IsMatch(text[..at]) || TaskText.Unquoted(text)[at..].TrimStart().Length == 0 || TaskText.Unquoted(text).AsSpan(at).TrimStart() is not ['-', '-', ..];

    [GeneratedRegex($@"^\s*--{Name}((=|[ \t]+(?!(is|are|was|does|do|did|should|has|have|must|can|cannot|could|will|would|fails?|breaks?|needs?|works?|and|or|flags?|options?|values?|arguments?|doesn|isn|in|of|to|on)\b)){Value}|=)(?=\s|\z)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Leading();

    [GeneratedRegex($@"(?<=\s|^)--{Name}((=|[ \t]+){Value}|=?)[.!]?\s*\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])(the|an?|this|that|our|for|of|about|from|to|with|without|and|or|in|on|by|as|than|called|named|document|explain|describe|rename|add|remove|support|deprecate|implement|parse|drop|replace|flags?|options?|like|via|,)\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex TextBefore();
}
