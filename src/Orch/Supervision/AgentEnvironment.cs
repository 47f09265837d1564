using Orch.State;

namespace Orch.Supervision;

/// <summary>The environment that an agent works in: the user's, with who it is, and without the means to deliver past the checks.</summary>
internal static class AgentEnvironment
{
    // Credentials of the delivery, which is Orch's.
    private static readonly string[] DeliveryCredentials = ["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "SSH_AUTH_SOCK", "GIT_ASKPASS", "SSH_ASKPASS"];

    /// <param name="user">The environment that the creator handed over.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="stateDirectory">Where the record is.</param>
    /// <param name="remotes">The names of the repository's remotes.</param>
    public static IReadOnlyDictionary<string, string> Build(
        IReadOnlyDictionary<string, string> user, AgentRecord agent, string stateDirectory, IReadOnlyList<string> remotes)
    {
        var environment = new Dictionary<string, string>(user, StringComparer.Ordinal);
        foreach (var name in DeliveryCredentials)
        {
            environment.Remove(name);
        }

        // Not the pane's: an agent that looks for its terminal would find Orch's.
        environment.Remove("TMUX");
        environment.Remove("TMUX_PANE");
        environment["ORCH_AGENT"] = agent.Name;
        environment["ORCH_HOME"] = stateDirectory;
        environment[SupervisedProcesses.Marker] = agent.Id;
        environment["GIT_TERMINAL_PROMPT"] = "0";
        foreach (var (name, value) in agent.Tracking)
        {
            environment[$"ORCH_{name.ToUpperInvariant()}"] = value;
        }

        BlockPushes(environment, remotes);
        return environment;
    }

    // git reads configuration from numbered variables (git-config(1), GIT_CONFIG_COUNT); those that the user set stay.
    private static void BlockPushes(Dictionary<string, string> environment, IReadOnlyList<string> remotes)
    {
        var count = int.TryParse(environment.GetValueOrDefault("GIT_CONFIG_COUNT"), out var set) ? set : 0;
        foreach (var remote in remotes)
        {
            environment[$"GIT_CONFIG_KEY_{count}"] = $"remote.{remote}.pushurl";
            environment[$"GIT_CONFIG_VALUE_{count}"] = "orch-delivers-this-work://do-not-push";
            count++;
        }

        environment["GIT_CONFIG_COUNT"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
