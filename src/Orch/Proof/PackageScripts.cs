using System.Text.Json;

namespace Orch.Proof;

/// <summary>Looks at the scripts of a package.json.</summary>
internal static class PackageScripts
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The scripts by name; null when the text is no such file.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), Lenient);
            var scripts = new Dictionary<string, string>(StringComparer.Ordinal);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("scripts", out var all) && all.ValueKind == JsonValueKind.Object)
            {
                foreach (var script in all.EnumerateObject())
                {
                    scripts[script.Name] = script.Value.ToString();
                }
            }

            return scripts;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The scripts that a command runs: those it names, with what npm runs before and after them.</summary>
    public static IReadOnlyDictionary<string, string> Named(IReadOnlyDictionary<string, string> scripts, string command)
    {
        var words = CommandWords.Split(command).SelectMany(one => one).Select(word => word is "t" or "tst" ? "test" : word).ToHashSet(StringComparer.Ordinal);
        return scripts
            .Where(script => words.Contains(script.Key) || (Bare(script.Key) is { } bare && words.Contains(bare)))
            .ToDictionary(script => script.Key, script => script.Value, StringComparer.Ordinal);
    }

    private static string? Bare(string name) =>
        name.StartsWith("pre", StringComparison.Ordinal) ? name[3..] : name.StartsWith("post", StringComparison.Ordinal) ? name[4..] : null;
}
