namespace Orch.Agents;

/// <summary>How an agent CLI is started for a person.</summary>
/// <param name="Arguments">The argument vector without the program itself.</param>
internal sealed record InteractiveLaunch(params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables to take away.</summary>
    public IReadOnlyList<string> Unset { get; init; } = [];

    /// <summary>What its titles mean.</summary>
    public TitleSigns Titles { get; init; } = TitleSigns.None;

    /// <summary>Words on the screen of its trust dialog with the answer yes chosen, so that Enter gives it; null when an argument gives it.</summary>
    public string? TrustChosen { get; init; }
}
