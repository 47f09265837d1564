using System.Text.Json.Nodes;
using Orch.Configuration;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>Settings for people: as TOML that could be put into a file, each with where it comes from.</summary>
internal static class ConfigurationText
{
    private const int Column = 44;

    public static void Write(LoadedConfiguration loaded, TextWriter output)
    {
        output.WriteLine(TerminalText.Line($"# {loaded.UserPath}: {(loaded.UserFile is null ? "not there" : "the user's")}"));
        if (loaded.Checkout is { } top)
        {
            var path = Path.Combine(top, ConfigurationLoader.RepositoryFileName);
            var status = loaded switch
            {
                { RepositoryFile: null } => "not there",
                { IsRepositoryTrusted: true } => "the repository's, trusted",
                _ => "the repository's, not trusted",
            };
            output.WriteLine(TerminalText.Line($"# {path}: {status}"));
        }

        foreach (var table in loaded.Settings.All.Where(setting => setting.Value is not null).GroupBy(Table, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine($"[{table.Key}]");
            foreach (var setting in table)
            {
                output.WriteLine(Line(setting, setting.Key[(table.Key.Length + 1)..]));
            }
        }

        if (loaded.Settings.Ignored.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("# ignored until 'orch config trust':");
            foreach (var setting in loaded.Settings.Ignored)
            {
                output.WriteLine($"# {Line(setting)}");
            }
        }
    }

    /// <summary>One setting with its whole key.</summary>
    public static string Line(Setting setting) => Line(setting, setting.Key);

    /// <summary>The value, without what looks like a secret.</summary>
    public static JsonNode? Shown(Setting setting)
    {
        var redactor = new Redactor(KnownSecrets.None);
        return setting.Value switch
        {
            JsonArray list => new JsonArray([.. list.Select(one => (JsonNode?)JsonValue.Create(redactor.Redact(one!.GetValue<string>())))]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(
                setting.Segments is ["agents", _, "env", var name] && KnownSecrets.IsSecretName(name) ? Redactor.Replacement : redactor.Redact(text)),
            var other => other?.DeepClone(),
        };
    }

    private static string Line(Setting setting, string key) => $"{TerminalText.Line($"{key} = {Toml(Shown(setting))}"),-Column} # {TerminalText.Line(Place(setting))}";

    private static string Place(Setting setting) => setting.Source switch
    {
        SettingSource.Default => "default",
        SettingSource.Environment => $"environment {setting.Where}",
        SettingSource.Flag => $"option {setting.Where}",
        _ => setting.Place,
    };

    private static string Table(Setting setting) => string.Join('.', setting.Segments.Take(setting.Segments[0] == "agents" ? 2 : 1));

    private static string Toml(JsonNode? value) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(Toml))}]",
        JsonValue one when one.TryGetValue<string>(out var text) => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        _ => value?.ToJsonString() ?? "",
    };
}
