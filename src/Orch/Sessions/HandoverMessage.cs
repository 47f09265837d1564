namespace Orch.Sessions;

/// <summary>What the creator hands to the supervisor.</summary>
/// <param name="Environment">The creator's environment, secrets included.</param>
/// <param name="Directory">The directory in which the user called Orch.</param>
internal sealed record HandoverMessage(Dictionary<string, string> Environment, string Directory)
{
    /// <summary>What a session's program is to be: its absolute path and its arguments; empty for an agent, whose supervisor knows by itself.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Which agent CLI that is; empty for an agent.</summary>
    public string Cli { get; init; } = "";
}
