namespace Orch.State;

/// <summary>Secrets that are known by value: what the user's environment holds under a name that says so.</summary>
internal sealed class KnownSecrets
{
    /// <summary>Shorter values are words, not secrets.</summary>
    public const int Shortest = 16;

    private static readonly string[] Telling = ["KEY", "TOKEN", "SECRET", "PASSWORD"];

    private KnownSecrets(IReadOnlyList<string> values) => Values = values;

    /// <summary>The values, longest first, so that one that holds another is replaced whole.</summary>
    public IReadOnlyList<string> Values { get; }

    public static KnownSecrets From(IReadOnlyDictionary<string, string> environment) => new(
        [.. environment
            .Where(pair => pair.Value.Length >= Shortest && Telling.Any(word => pair.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => pair.Value)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length)]);
}
