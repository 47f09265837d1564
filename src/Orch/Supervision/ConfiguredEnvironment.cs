using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>
/// The variables that the user configured for one agent CLI. Those that hold secrets are not recorded with the agent: its creator hands them
/// over under names of their own, together with its environment.
/// </summary>
internal static class ConfiguredEnvironment
{
    private const string Prefix = "ORCH_SECRET_";

    /// <summary>The settings without secrets, fit to be recorded.</summary>
    public static AgentSettings Recorded(AgentSettings settings) => settings with
    {
        Env = settings.Env.ToDictionary(one => one.Key, one => IsSecret(one.Key, one.Value) ? null : one.Value, StringComparer.Ordinal),
    };

    /// <summary>An environment that also holds the secrets of the settings, to be handed to a supervisor.</summary>
    public static IReadOnlyDictionary<string, string> WithSecrets(IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, AgentSettings> agents)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (cli, settings) in agents)
        {
            foreach (var (name, value) in settings.Env)
            {
                if (value is not null && IsSecret(name, value))
                {
                    all[HandedOver(cli, name)] = value;
                }
            }
        }

        return all;
    }

    /// <summary>The environment of one agent CLI: without the handed-over names, without what is to be taken away, with what is to be set.</summary>
    /// <param name="environment">That of the agent.</param>
    /// <param name="cli">The CLI; null for other programs of the agent.</param>
    /// <param name="settings">What is configured for it; null for nothing.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> environment, string? cli, AgentSettings? settings)
    {
        var own = environment.Where(one => !one.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        if (cli is null || settings is null)
        {
            return own;
        }

        foreach (var name in settings.EnvUnset)
        {
            own.Remove(name);
        }

        foreach (var (name, value) in settings.Env)
        {
            if ((value ?? environment.GetValueOrDefault(HandedOver(cli, name))) is { } known)
            {
                own[name] = known;
            }
        }

        return own;
    }

    private static string HandedOver(string cli, string name) => $"{Prefix}{cli}.{name}";

    private static bool IsSecret(string name, string? value) => value is not null && (KnownSecrets.IsSecretName(name) || SecretPatterns.Find(value).Any());
}
