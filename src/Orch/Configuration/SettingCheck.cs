using System.Globalization;
using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>Whether a value fits the rule of its key.</summary>
internal static class SettingCheck
{
    // The longest that a timer keeps.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>The value in its one form, or what was expected instead.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="value">The value as it was written.</param>
    /// <param name="complaint">What is expected, as in <c>takes a whole number from 1</c>; null when the value fits.</param>
    public static JsonNode? Fit(SettingRule rule, JsonNode? value, out string? complaint)
    {
        complaint = null;
        var fitting = rule.Kind switch
        {
            SettingKind.Text => Text(value) is { } text && !string.IsNullOrWhiteSpace(text) ? value : null,
            SettingKind.Value => Text(value) is not null ? value : null,
            SettingKind.Choice => Text(value) is { } word && rule.Words.Contains(word, StringComparer.Ordinal) ? value : null,
            SettingKind.Names => Names(value) is { Length: > 0 } names ? JsonValue.Create(names) : null,
            SettingKind.TextList => Texts(value) is not null ? value : null,
            SettingKind.Command => Texts(value) is [{ Length: > 0 }, ..] ? value : null,
            SettingKind.Duration => Text(value) is { } time && DurationText.TryParse(time, out var duration) && duration <= Longest ? value : null,
            SettingKind.WholeNumber => Whole(value) is { } number && number >= rule.Least && number <= rule.Most ? JsonValue.Create(number) : null,
            SettingKind.Amount => Amount(value) is > 0 and { } amount ? JsonValue.Create(amount) : null,
            SettingKind.Size => Text(value) is { } size && SizeText.TryParse(size, out _) ? value : null,
            SettingKind.Truth => value is JsonValue truth && truth.TryGetValue<bool>(out _) ? value : null,
            _ => null,
        };
        if (fitting is null || HoldsZero(fitting))
        {
            complaint = $"takes {Expected(rule)}, not {Shown(value)}";
            return null;
        }

        return fitting;
    }

    private static string Expected(SettingRule rule) => rule.Kind switch
    {
        SettingKind.Text => "a text that is not empty",
        SettingKind.Value => "a text",
        SettingKind.Choice => string.Join(" or ", rule.Words.Select(word => $"\"{word}\"")),
        SettingKind.Names => "names with commas between them, as \"claude,codex\"",
        SettingKind.TextList => "a list of texts, as [\"one\", \"two\"]",
        SettingKind.Command => "a program and its arguments as a list of texts, as [\"program\", \"--flag\"]",
        SettingKind.Duration => "a duration as \"90s\", \"30m\" or \"2h\" (a number and ms, s, m, h or d; at most 24d)",
        SettingKind.WholeNumber => $"a whole number from {rule.Least} {(rule.Most >= int.MaxValue ? "up" : $"to {rule.Most}")}",
        SettingKind.Amount => "an amount above 0, as 2.50",
        SettingKind.Truth => "true or false",
        SettingKind.Size => "a size as \"500MB\" or \"2GB\"",
        _ => "another value",
    };

    // Values may be secrets, numbers and words of a choice are not.
    private static string Shown(JsonNode? value) => value switch
    {
        JsonValue one when one.TryGetValue<string>(out var text) => text.Length == 0 ? "an empty text" : text.Length <= 12 ? $"\"{text}\"" : "this text",
        JsonValue one when one.TryGetValue<bool>(out var truth) => truth ? "true" : "false",
        JsonValue one => one.ToString(),
        _ => TomlValue.Describe(value),
    };

    private static string? Text(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) ? text : null;

    private static IReadOnlyList<string>? Texts(JsonNode? value)
    {
        if (value is not JsonArray array)
        {
            return null;
        }

        var texts = array.Select(Text).OfType<string>().ToList();
        return texts.Count == array.Count ? texts : null;
    }

    private static string? Names(JsonNode? value)
    {
        var names = Text(value)?.Split(',', StringSplitOptions.TrimEntries) ?? Texts(value)?.Select(name => name.Trim());
        var list = names?.ToList();
        return list is null || list.Any(name => name.Length == 0 || name.Any(char.IsWhiteSpace)) ? null : string.Join(',', list);
    }

    private static long? Whole(JsonNode? value) => value is JsonValue one && one.TryGetValue<long>(out var number) ? number : null;

    private static decimal? Amount(JsonNode? value) =>
        value is JsonValue one && one.GetValueKind() == System.Text.Json.JsonValueKind.Number && decimal.TryParse(one.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool HoldsZero(JsonNode value) => (Text(value) ?? string.Concat(Texts(value) ?? [])).Contains('\0');
}
