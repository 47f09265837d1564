using System.Security.Cryptography;
using System.Text;

namespace Orch.Configuration;

/// <summary>Reads a configuration file: what it sets, or what is wrong with it and where.</summary>
/// <param name="knownClis">The agent CLIs that Orch knows by itself.</param>
internal sealed class ConfigurationReader(IReadOnlyList<string> knownClis)
{
    /// <param name="path">The file's absolute path.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="source">Whose file it is.</param>
    /// <exception cref="OrchException">Something in it is wrong; the message names the line (usage).</exception>
    public ConfigurationFile Read(string path, ReadOnlySpan<byte> content, SettingSource source)
    {
        var settings = TomlEntries.Read(Decode(path, content), path)
            .Select(entry => Setting(entry, path, source))
            .OfType<Setting>()
            .ToList();
        return new(path, Convert.ToHexStringLower(SHA256.HashData(content)), settings);
    }

    private Setting? Setting(TomlEntry entry, string path, SettingSource source)
    {
        var segments = entry.Segments;
        RefuseUnknown(entry, path);
        if (UserNames.Complaint(segments, knownClis) is { } wrongName)
        {
            throw Wrong(entry, path, wrongName);
        }

        if (SettingRules.Find(segments) is not { } rule)
        {
            return entry.Value is null ? null : throw Wrong(entry, path, $"{Shown(segments)} takes a table{Example(segments)}, not {TomlValue.Describe(TomlValue.Plain(entry.Value))}");
        }

        if (rule.IsForNewClis && knownClis.Contains(segments[1], StringComparer.Ordinal))
        {
            throw Wrong(entry, path, $"'{segments[2]}' is for an agent CLI that Orch does not know, and it knows {segments[1]}: [agents.{segments[1]}] takes model, args, env and env_unset");
        }

        if (rule.IsForUser && source == SettingSource.RepositoryFile)
        {
            throw Wrong(entry, path, $"{Shown(segments)} is for the user alone to say: it belongs into the user's own config.toml");
        }

        if (entry.Value is null)
        {
            throw Wrong(entry, path, $"{Shown(segments)} is no table: write it as {segments[^1]} = …");
        }

        var value = SettingCheck.Fit(rule, TomlValue.Plain(entry.Value), out var complaint);
        complaint ??= SettingMeaning.Complaint(rule, value!);
        return complaint is null
            ? new(string.Join('.', segments), value, source) { Where = path, Line = entry.Line }
            : throw Wrong(entry, path, $"{Shown(segments)} {complaint}");
    }

    private static void RefuseUnknown(TomlEntry entry, string path)
    {
        for (var depth = 1; depth <= entry.Segments.Count; depth++)
        {
            IReadOnlyList<string> upTo = [.. entry.Segments.Take(depth)];
            if (SettingRules.IsTable(upTo) || (SettingRules.Find(upTo) is not null && depth == entry.Segments.Count))
            {
                continue;
            }

            IReadOnlyList<string> table = [.. upTo.Take(depth - 1)];
            throw SettingRules.Find(table) is not null
                ? Wrong(entry, path, $"{Shown(table)} is no table: write it as {table[^1]} = …")
                : Wrong(entry, path, $"unknown key '{Agents.OneLine.Of(upTo[^1], 60)}'{(table.Count == 0 ? "" : $" in [{Shown(table)}]")}{Hint(table, upTo[^1])}");
        }
    }

    private static string Hint(IReadOnlyList<string> table, string name)
    {
        if (Suggestions.Ask(name, SettingRules.NamesIn(table)) is { Length: > 0 } hint)
        {
            return hint;
        }

        var elsewhere = SettingRules.All.FirstOrDefault(rule => rule.Segments[^1] == name);
        return elsewhere is not null
            ? $": it belongs to [{string.Join('.', elsewhere.Segments.SkipLast(1)).Replace("*", "NAME", StringComparison.Ordinal)}]"
            : $": there are {string.Join(", ", SettingRules.NamesIn(table))}";
    }

    private static string Example(IReadOnlyList<string> segments) => segments is ["agents", _, "env"] ? ", as env = { NAME = \"value\" }" : "";

    private static string Shown(IReadOnlyList<string> segments) => Agents.OneLine.Of(string.Join('.', segments), 100);

    private static OrchException Wrong(TomlEntry entry, string path, string what) => OrchException.Usage($"{path}:{entry.Line}: {what}");

    private static string Decode(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            throw OrchException.Usage($"{path} is not UTF-8 text: save it as UTF-8");
        }
    }
}
