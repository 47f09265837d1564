namespace Orch.Agents;

/// <summary>Decides whether to stop a CLI at the first sign that it cannot go on, instead of waiting minutes for it to say so.</summary>
internal static class EarlySigns
{
    /// <param name="seen">What the CLI just reported.</param>
    /// <param name="hasNextCli">Another CLI of the chain could take over now.</param>
    public static bool ShouldStop(AgentEvent seen, bool hasNextCli) =>
        seen is AgentEvent.Retrying { Advice: var advice } && (advice == RetryAdvice.Stop || (advice == RetryAdvice.StopIfAnother && hasNextCli));
}
