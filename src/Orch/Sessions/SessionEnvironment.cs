using Orch.Processes;

namespace Orch.Sessions;

/// <summary>Which variables go where. What tmux is started with every program in it can read, so that carries no secrets.</summary>
internal static class SessionEnvironment
{
    /// <summary>Where the supervisor finds its creator's socket.</summary>
    public const string Handover = "ORCH_HANDOVER";

    private static readonly string[] Harmless = ["PATH", "HOME", "LANG", "LANGUAGE", "TERM", "USER", "LOGNAME", "TZ", "TMUX_TMPDIR"];

    /// <summary>What Orch's tmux server is started with, and its clients that only talk to it.</summary>
    public static IReadOnlyDictionary<string, string> ForServer(IReadOnlyDictionary<string, string> caller)
    {
        var kept = caller
            .Where(pair => Harmless.Contains(pair.Key) || pair.Key.StartsWith("LC_", StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        kept["SHELL"] = "/bin/sh";
        kept[Leftovers.ServerMarker] = "1";
        return kept;
    }

    /// <summary>
    /// What a supervisor is handed: all of the creator's variables but those that describe the terminal it happened to run in, and the
    /// mark of the agent that it happened to run in, with which it would be ended.
    /// </summary>
    public static Dictionary<string, string> ForSupervisor(IReadOnlyDictionary<string, string> caller) =>
        caller.Where(pair => pair.Key is not (Handover or Leftovers.AgentMarker) && !IsTmuxOwn(pair.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Variables that a tmux server gives to its panes. With <see cref="Leftovers.ServerMarker"/> an agent's processes would be taken for the server's.</summary>
    public static bool IsTmuxOwn(string name) => name is "TMUX" or "TMUX_PANE" or Leftovers.ServerMarker;
}
