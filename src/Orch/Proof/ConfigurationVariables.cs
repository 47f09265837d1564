using System.Globalization;

namespace Orch.Proof;

/// <summary>Settings for git that go through the environment, after those that the user hands over in the same way (git-config(1), GIT_CONFIG_COUNT).</summary>
internal static class ConfigurationVariables
{
    private const string Count = "GIT_CONFIG_COUNT";

    public static IReadOnlyList<(string Name, string Value)> Of(IReadOnlyDictionary<string, string> environment, IReadOnlyList<(string Key, string Value)> settings)
    {
        var first = int.TryParse(environment.GetValueOrDefault(Count), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        var variables = new List<(string, string)> { (Count, $"{first + settings.Count}") };
        for (var at = 0; at < settings.Count; at++)
        {
            variables.Add(($"GIT_CONFIG_KEY_{first + at}", settings[at].Key));
            variables.Add(($"GIT_CONFIG_VALUE_{first + at}", settings[at].Value));
        }

        return variables;
    }
}
