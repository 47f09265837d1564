using Orch.Agents;

namespace Orch.Configuration;

/// <summary>The tables <c>[agents.NAME]</c> of the settings in force.</summary>
internal static class AgentTables
{
    /// <summary>The configured agent CLIs by name. One without a command is one that Orch knows; one whose command does not count is left out.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="home">The user's home, for a command that begins with <c>~/</c>; null when there is none.</param>
    /// <param name="knownClis">The agent CLIs that Orch knows by itself.</param>
    public static IReadOnlyDictionary<string, AgentSettings> Of(SettingsInForce settings, string? home, IReadOnlyList<string> knownClis)
    {
        var tables = new SortedDictionary<string, AgentSettings>(StringComparer.Ordinal);
        foreach (var table in settings.All.Where(setting => setting.Segments[0] == "agents").GroupBy(setting => setting.Segments[1], StringComparer.Ordinal))
        {
            var agent = Read([.. table], home);
            if (agent.Command.Count > 0 || knownClis.Contains(table.Key, StringComparer.Ordinal))
            {
                tables[table.Key] = agent;
            }
        }

        return tables;
    }

    private static AgentSettings Read(IReadOnlyList<Setting> table, string? home)
    {
        return new()
        {
            Command = Find("command") is { } command ? [UserPath.Resolve(command.List[0], command, home), .. command.List.Skip(1)] : [],
            TakesPromptAsArgument = Find("prompt")?.Text == "argument",
            Stream = Find("stream")?.Text is { } stream and not "text" ? stream : null,
            Resume = Find("resume")?.List ?? [],
            ModelFlag = Find("model_flag")?.Text,
            Version = Find("version")?.List ?? [],
            Install = Find("install")?.Text,
            Patterns = Below("patterns").ToDictionary(setting => setting.Segments[3], setting => setting.List, StringComparer.Ordinal),
            Model = Find("model")?.Text,
            Args = Find("args")?.List ?? [],
            Env = Below("env").ToDictionary(setting => setting.Segments[3], setting => (string?)setting.Text, StringComparer.Ordinal),
            EnvUnset = Find("env_unset")?.List ?? [],
        };

        Setting? Find(string name) => table.FirstOrDefault(setting => setting.Segments.Count == 3 && setting.Segments[2] == name);

        IEnumerable<Setting> Below(string name) => table.Where(setting => setting.Segments.Count == 4 && setting.Segments[2] == name);
    }
}
