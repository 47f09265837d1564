using System.Text.Json;

namespace Orch.State;

/// <summary>The secrets that are known by value: what the environment holds under a name with KEY, TOKEN, SECRET or PASSWORD.</summary>
internal sealed class KnownSecrets
{
    /// <summary>Shorter values occur by chance.</summary>
    public const int LeastLength = 16;

    private static readonly string[] Words = ["KEY", "TOKEN", "SECRET", "PASSWORD"];

    // Such a variable says where the secret is, not what it is.
    private static readonly string[] Places = ["_FILE", "_PATH", "_DIR", "_SOCK", "_HOME"];

    private readonly (string Name, string Value)[] values;

    private KnownSecrets(IEnumerable<(string Name, string Value)> values) =>
        this.values = [.. values.Distinct().OrderByDescending(one => one.Value.Length)];

    /// <summary>The values, longest first, so that one that holds another is replaced whole.</summary>
    public IReadOnlyList<string> Values => [.. values.Select(one => one.Value)];

    /// <summary>No secret at all.</summary>
    public static KnownSecrets None { get; } = new([]);

    /// <summary>What an environment holds. Of a value with several lines each line counts; a value is also known in the form that JSON gives it.</summary>
    public static KnownSecrets From(IReadOnlyDictionary<string, string> environment) =>
        new(environment.Where(one => IsSecretName(one.Key)).SelectMany(one => Forms(one.Value).Select(form => (one.Key, form))));

    /// <summary>Where a text holds one; the rule is the name of its variable.</summary>
    public IEnumerable<SecretMatch> Find(string text)
    {
        foreach (var (name, value) in values)
        {
            for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + value.Length, StringComparison.Ordinal))
            {
                yield return new(name, at, value.Length);
            }
        }
    }

    /// <summary>Whether a variable's name says that its value is a secret.</summary>
    public static bool IsSecretName(string name) =>
        Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !Places.Any(place => name.EndsWith(place, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Forms(string value)
    {
        foreach (var line in value.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= LeastLength && !IsFrame(line)))
        {
            yield return line;
            var encoded = JsonEncodedText.Encode(line).ToString();
            if (encoded != line)
            {
                yield return encoded;
            }
        }
    }

    // The first and last lines of a key block are the same for everybody.
    private static bool IsFrame(string line) => line.StartsWith("-----", StringComparison.Ordinal);
}
