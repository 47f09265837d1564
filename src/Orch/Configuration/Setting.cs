using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>One value of the configuration.</summary>
/// <param name="Key">Its key from the top: <c>run.timeout</c>, <c>agents.claude.env.DEBUG</c>.</param>
/// <param name="Value">A text, a number or a list of texts; null for a default that is none.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record Setting(string Key, JsonNode? Value, SettingSource Source)
{
    /// <summary>The file, the variable or the option; null for a default.</summary>
    public string? Where { get; init; }

    /// <summary>The line of the file, from 1; null when it comes from no file.</summary>
    public int? Line { get; init; }

    public IReadOnlyList<string> Segments => Key.Split('.');

    /// <summary>The place in words: <c>orch.toml:3</c>.</summary>
    public string Place => Line is { } line ? $"{Where}:{line}" : Where ?? "default";

    public string Text => Value!.GetValue<string>();

    public IReadOnlyList<string> List => [.. Value!.AsArray().Select(one => one!.GetValue<string>())];
}
