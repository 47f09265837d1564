namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>One entry between braces: a field, a named fragment or an inline fragment.</summary>
internal sealed record GraphSelection
{
    /// <summary>The name of the field; null for a fragment.</summary>
    public string? Field { get; init; }

    /// <summary>The name of the field in the answer.</summary>
    public string Alias { get; init; } = "";

    public IReadOnlyDictionary<string, GraphValue> Arguments { get; init; } = new Dictionary<string, GraphValue>(StringComparer.Ordinal);

    /// <summary>The name of the fragment that stands here.</summary>
    public string? Spread { get; init; }

    /// <summary>The type that an inline fragment, or a fragment's definition, is for.</summary>
    public string? OnType { get; init; }

    public IReadOnlyList<GraphSelection> Selections { get; init; } = [];
}
