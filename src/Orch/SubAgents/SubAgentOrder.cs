namespace Orch.SubAgents;

/// <summary>What an agent may say about an agent that it wants to have started. Commands, hooks, environment, paths and permissions are not among it: those are the user's.</summary>
/// <param name="Task">What it is to do.</param>
internal sealed record SubAgentOrder(string Task)
{
    /// <summary>The fallback chain; null for the caller's.</summary>
    public string? AgentCli { get; init; }

    /// <summary>The model for the first CLI; null for the configured one.</summary>
    public string? Model { get; init; }

    /// <summary>Its name; a taken one gets a number. Null for one made from the task.</summary>
    public string? Name { get; init; }

    /// <summary>It starts from the caller's last commit instead of the base that the user's agents start from.</summary>
    public bool FromCaller { get; init; }
}
