using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>The settings that hold, each with where it comes from.</summary>
/// <param name="All">Every setting: those with a fixed key also when nobody set them.</param>
/// <param name="Ignored">What the repository's file sets and what does not count, because the user has not accepted the file.</param>
internal sealed record SettingsInForce(IReadOnlyList<Setting> All, IReadOnlyList<Setting> Ignored)
{
    /// <summary>The setting of a key; null when it has none.</summary>
    public Setting? Find(string key) => All.FirstOrDefault(setting => setting.Key == key && setting.Value is not null);

    /// <summary>A text; null when nobody set one.</summary>
    public string? Text(string key) => Find(key)?.Text;

    /// <summary>A list of texts; empty when nobody set one.</summary>
    public IReadOnlyList<string> List(string key) => Find(key)?.List ?? [];

    /// <summary>A whole number.</summary>
    public long? Number(string key) => Find(key)?.Value is JsonValue value ? value.GetValue<long>() : null;

    /// <summary>An amount.</summary>
    public decimal? Amount(string key) => Find(key)?.Value is JsonValue value ? value.GetValue<decimal>() : null;

    /// <summary>A duration; only for keys that have a default.</summary>
    public TimeSpan Duration(string key) => DurationText.TryParse(Text(key) ?? "", out var duration)
        ? duration
        : throw new InvalidOperationException($"{key} has no default");

    /// <summary>A size in bytes.</summary>
    public long? Bytes(string key) => Text(key) is { } text && SizeText.TryParse(text, out var bytes) ? bytes : null;

    /// <summary>Whether it is set to true.</summary>
    public bool IsTrue(string key) => Find(key)?.Value is JsonValue value && value.GetValue<bool>();

    /// <summary>Whether somebody set it.</summary>
    public bool IsSet(string key) => Find(key) is { Source: not SettingSource.Default };
}
