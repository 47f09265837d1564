namespace Orch.Agents;

/// <summary>How an agent CLI is started for one turn.</summary>
/// <param name="Arguments">The argument vector without the program itself.</param>
/// <param name="Input">What it reads on standard input, which is closed after it.</param>
internal sealed record AgentLaunch(IReadOnlyList<string> Arguments, string Input)
{
    /// <summary>Changes to the inherited environment: a value to set, or null to remove the variable.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>A folder that has to be in the workspace while it runs; null for none.</summary>
    public OwnFolder? Folder { get; init; }

    /// <summary>Private files that have to be there at the start, by absolute path in <see cref="AgentTurn.ScratchDirectory"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
