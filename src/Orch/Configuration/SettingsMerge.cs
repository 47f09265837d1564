using System.Globalization;
using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>From defaults, files, environment and options to the settings in force: pure.</summary>
internal static class SettingsMerge
{
    /// <summary>The variable that goes over <c>run.max_agents</c>.</summary>
    public const string MaxAgentsVariable = "MAX_CONCURRENT_AGENTS";

    /// <exception cref="OrchException">A variable is wrong, or a table describes no agent CLI (usage).</exception>
    public static SettingsInForce Merge(ConfigurationInput input)
    {
        var repository = input.RepositoryFile?.Settings ?? [];
        var ignored = input.IsRepositoryTrusted ? [] : repository.Where(NeedsTrust).ToList();
        var layers = (input.UserFile?.Settings ?? [])
            .Concat(repository.Except(ignored))
            .Concat(FromEnvironment(input.Environment))
            .Concat(input.Flags)
            .ToList();
        RefuseNameless(layers, ignored, input.KnownClis);

        var last = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var setting in layers)
        {
            last[setting.Key] = setting;
        }

        var all = new List<Setting>();
        foreach (var rule in SettingRules.All)
        {
            if (!rule.Key.Contains('*', StringComparison.Ordinal))
            {
                all.Add(last.GetValueOrDefault(rule.Key) ?? new(rule.Key, rule.DefaultValue, SettingSource.Default));
            }
        }

        var agents = last.Values.Where(setting => setting.Segments[0] == "agents")
            .OrderBy(setting => setting.Segments[1], StringComparer.Ordinal)
            .ThenBy(setting => SettingRules.All.ToList().IndexOf(SettingRules.Find(setting.Segments)!))
            .ThenBy(setting => setting.Key, StringComparer.Ordinal);
        var notAgents = all.FindIndex(setting => setting.Key.StartsWith("notify.", StringComparison.Ordinal));
        all.InsertRange(notAgents, agents);
        return new(all, ignored);
    }

    private static bool NeedsTrust(Setting setting) => SettingRules.Find(setting.Segments) is not { NeedsTrust: false };

    private static IEnumerable<Setting> FromEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(MaxAgentsVariable) is not { Length: > 0 } text)
        {
            yield break;
        }

        var rule = SettingRules.Find(["run", "max_agents"])!;
        yield return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= rule.Least && number <= rule.Most
            ? new("run.max_agents", JsonValue.Create(number), SettingSource.Environment) { Where = MaxAgentsVariable }
            : throw OrchException.Usage($"{MaxAgentsVariable} takes a whole number from {rule.Least} to {rule.Most}, not '{Agents.OneLine.Of(text, 40)}': set it to one or unset it");
    }

    // A misspelt name would else be a table that nobody ever looks at.
    private static void RefuseNameless(IReadOnlyList<Setting> layers, IReadOnlyList<Setting> ignored, IReadOnlyList<string> known)
    {
        var agents = layers.Concat(ignored).Where(setting => setting.Segments[0] == "agents").ToLookup(setting => setting.Segments[1], StringComparer.Ordinal);
        foreach (var agent in agents.Where(one => !known.Contains(one.Key, StringComparer.Ordinal)))
        {
            var first = agent.First();
            if (!agent.Any(setting => setting.Segments[2] == "command"))
            {
                throw OrchException.Usage($"{first.Place}: [agents.{agent.Key}] is no agent CLI that Orch knows, and no 'command' describes it{Suggestions.Ask(agent.Key, known)}");
            }

            if (agent.FirstOrDefault(setting => setting.Segments[2] == "model") is { } model && !agent.Any(setting => setting.Segments[2] == "model_flag"))
            {
                throw OrchException.Usage($"{model.Place}: agents.{agent.Key}.model needs model_flag, the option of the program that takes a model, as model_flag = \"--model\"");
            }
        }
    }
}
