using Orch.State;
using Orch.Workspaces;

namespace Orch.Supervision;

/// <summary>The environment that an agent works in: the user's, with who it is, and without the means to deliver past the checks.</summary>
internal static class AgentEnvironment
{
    // Credentials of the delivery, which is Orch's.
    private static readonly string[] DeliveryCredentials = ["GH_TOKEN", "GITHUB_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "SSH_AUTH_SOCK", "GIT_ASKPASS", "SSH_ASKPASS"];

    /// <param name="user">The environment that the creator handed over.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="stateDirectory">Where the record is.</param>
    /// <param name="guardrails">What keeps it from delivering by itself.</param>
    public static IReadOnlyDictionary<string, string> Build(
        IReadOnlyDictionary<string, string> user, AgentRecord agent, string stateDirectory, Guardrails guardrails)
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

        // 'git lfs track' would install hooks for all worktrees by the way, the user's checkout among them.
        environment["GIT_LFS_TRACK_NO_INSTALL_HOOKS"] = "1";
        foreach (var (name, value) in agent.Tracking)
        {
            environment[$"ORCH_{name.ToUpperInvariant()}"] = value;
        }

        if (guardrails.Folder is { } folder)
        {
            environment["PATH"] = $"{folder}:{environment.GetValueOrDefault("PATH", "")}";
        }

        Configure(environment, guardrails.Configuration);
        return environment;
    }

    // git reads configuration from numbered variables (git-config(1), GIT_CONFIG_COUNT); those that the user set stay.
    private static void Configure(Dictionary<string, string> environment, IReadOnlyList<ConfigurationEntry> configuration)
    {
        var count = int.TryParse(environment.GetValueOrDefault("GIT_CONFIG_COUNT"), out var set) ? set : 0;
        foreach (var entry in configuration)
        {
            environment[$"GIT_CONFIG_KEY_{count}"] = entry.Key;
            environment[$"GIT_CONFIG_VALUE_{count}"] = entry.Value;
            count++;
        }

        environment["GIT_CONFIG_COUNT"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
