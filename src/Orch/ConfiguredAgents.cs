using Orch.Agents;
using Orch.Configuration;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>The configured agent CLIs of an agent that is recorded already.</summary>
internal static class ConfiguredAgents
{
    /// <summary>What is configured now, over what was recorded earlier; without secrets.</summary>
    /// <param name="surroundings">What Orch was called in.</param>
    /// <param name="checkout">The user's checkout that the earlier agent began from.</param>
    /// <param name="recorded">What was recorded with the earlier agent.</param>
    public static IReadOnlyDictionary<string, AgentSettings> Over(Surroundings surroundings, string checkout, IReadOnlyDictionary<string, AgentSettings> recorded)
    {
        var agents = recorded.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, settings) in Now(surroundings, checkout))
        {
            agents[name] = ConfiguredEnvironment.Recorded(settings);
        }

        return agents;
    }

    /// <summary>The environment to hand to a supervisor: the user's, with the secrets that are configured for the agent's CLIs and were not recorded.</summary>
    public static IReadOnlyDictionary<string, string> HandOver(Surroundings surroundings, StoredAgent agent)
    {
        var assignment = Assignment.Parse(agent.Assignment);
        return assignment.Settings.Agents.Values.Any(settings => settings.Env.Values.Any(value => value is null))
            ? ConfiguredEnvironment.WithSecrets(surroundings.Environment, Now(surroundings, assignment.Plan.Repository.TopLevel))
            : surroundings.Environment;
    }

    private static IReadOnlyDictionary<string, AgentSettings> Now(Surroundings surroundings, string checkout) =>
        new ConfigurationLoader(surroundings.Environment, surroundings.State).Load(checkout, []).Agents(surroundings.Environment.GetValueOrDefault("HOME"));
}
