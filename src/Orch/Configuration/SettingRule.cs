using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>What may be set under a key.</summary>
/// <param name="Key">The key from the top of a file, with <c>*</c> in the place of a name that the user chooses: <c>agents.*.model</c>.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record SettingRule(string Key, SettingKind Kind)
{
    /// <summary>A repository's file may set it only after the user accepted the file: it decides what is run, with what, where, or for how much.</summary>
    public bool NeedsTrust { get; init; }

    /// <summary>Only the user's own file may set it: it is a consent, and accepting a repository's file is not that one.</summary>
    public bool IsForUser { get; init; }

    /// <summary>The value when nobody sets one; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The words of a choice.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The least whole number.</summary>
    public long Least { get; init; } = 1;

    /// <summary>The greatest whole number.</summary>
    public long Most { get; init; } = int.MaxValue;

    /// <summary>Has a meaning only for an agent CLI that Orch does not know by itself.</summary>
    public bool IsForNewClis { get; init; }

    public IReadOnlyList<string> Segments => Key.Split('.');

    /// <summary>The default as a value.</summary>
    public JsonNode? DefaultValue => Default is null ? null
        : Kind == SettingKind.WholeNumber ? JsonValue.Create(long.Parse(Default, System.Globalization.CultureInfo.InvariantCulture))
        : Kind == SettingKind.Truth ? JsonValue.Create(Default == "true")
        : JsonValue.Create(Default);
}
