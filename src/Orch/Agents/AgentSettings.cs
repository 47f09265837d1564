namespace Orch.Agents;

/// <summary>What is configured for one agent CLI: the table <c>[agents.NAME]</c>. Recorded with every agent that may use it.</summary>
internal sealed record AgentSettings
{
    /// <summary>The program and its fixed arguments, of a CLI that Orch does not know by itself; empty for one that it knows.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>It takes the prompt as its last argument instead of on standard input.</summary>
    public bool TakesPromptAsArgument { get; init; }

    /// <summary>The known CLI whose event stream it speaks; null for plain text.</summary>
    public string? Stream { get; init; }

    /// <summary>Arguments that resume a session, with <c>{session}</c> in the place of its id.</summary>
    public IReadOnlyList<string> Resume { get; init; } = [];

    /// <summary>The option that takes a model.</summary>
    public string? ModelFlag { get; init; }

    /// <summary>Arguments that make it print its version.</summary>
    public IReadOnlyList<string> Version { get; init; } = [];

    /// <summary>The command that installs it, to be shown.</summary>
    public string? Install { get; init; }

    /// <summary>Words of its error text for kinds of failure, by the kind's name in snake case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Patterns { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The model to ask for when the task names none.</summary>
    public string? Model { get; init; }

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Variables to set; a null value is a secret, which is handed over and not recorded.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Variables to take away.</summary>
    public IReadOnlyList<string> EnvUnset { get; init; } = [];
}
