namespace Orch.Agents;

/// <summary>What the titles that a CLI gives its terminal mean.</summary>
/// <param name="Beginnings">How a title begins, and the state that it tells of; the first that fits decides.</param>
internal sealed record TitleSigns(params IReadOnlyList<(string Beginning, LiveState State)> Beginnings)
{
    /// <summary>The CLI sets no title that tells anything.</summary>
    public static readonly TitleSigns None = new();

    /// <summary>A title that begins with a letter of braille is a spinner.</summary>
    public bool Spins { get; init; }

    /// <summary>What the title tells; null when it tells nothing.</summary>
    public LiveState? Read(string title)
    {
        if (Spins && title is [>= '\u2800' and <= '\u28ff', ..])
        {
            return LiveState.Busy;
        }

        foreach (var (beginning, state) in Beginnings)
        {
            if (title.StartsWith(beginning, StringComparison.Ordinal))
            {
                return state;
            }
        }

        return null;
    }
}
