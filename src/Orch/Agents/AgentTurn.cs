namespace Orch.Agents;

/// <summary>One prompt for one agent CLI, and the circumstances of its launch.</summary>
internal sealed record AgentTurn
{
    /// <summary>The whole prompt. It goes in on standard input and never becomes an argument.</summary>
    public required string Prompt { get; init; }

    /// <summary>A private file that holds the same prompt, for a CLI that takes it only as an argument: that gets a fixed sentence with this path.</summary>
    public required string PromptFile { get; init; }

    /// <summary>The model to ask for; null for the CLI's configured one.</summary>
    public string? Model { get; init; }

    /// <summary>The vendor's session to go on with; null for a new one. It works only in the workspace in which the session began.</summary>
    public string? SessionId { get; init; }

    /// <summary>The working directory.</summary>
    public required string Workspace { get; init; }

    /// <summary>An existing directory of this attempt alone, which becomes its TMPDIR. It must not hold the CLI's own home.</summary>
    public required string ScratchDirectory { get; init; }

    /// <summary>Unattended: nothing is asked and nothing refused. Otherwise the CLI's own rules are left as the user set them.</summary>
    public required bool SkipPermissions { get; init; }

    /// <summary>The environment that the CLI will inherit, so that what the user set there is not overridden.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Further arguments that the user configured for this CLI.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>Stop at this cost in US dollars; only some CLIs can, and they overshoot.</summary>
    public decimal? MaxUsd { get; init; }

    /// <summary>The JSON schema that the final answer has to keep to; null for an answer in words. Only some CLIs take one.</summary>
    public string? AnswerSchema { get; init; }

    /// <summary>Tools for the agent, served over MCP, where <see cref="AgentCli.TakesTools"/>; null for none.</summary>
    public AgentToolServer? Tools { get; init; }
}
