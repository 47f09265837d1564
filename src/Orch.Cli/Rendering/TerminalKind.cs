namespace Orch.Cli.Rendering;

/// <summary>What a stream of ours is connected to.</summary>
/// <param name="IsTerminal">A terminal that understands cursor movements.</param>
/// <param name="HasColor">Colours are wanted.</param>
internal readonly record struct TerminalKind(bool IsTerminal, bool HasColor)
{
    public static TerminalKind Pipe => default;

    /// <summary>The rule: NO_COLOR (https://no-color.org) takes the colours away, TERM=dumb or no TERM everything.</summary>
    public static TerminalKind Of(bool isRedirected, string? term, string? noColor)
    {
        var isTerminal = !isRedirected && term is not (null or "" or "dumb");
        return new(isTerminal, isTerminal && string.IsNullOrEmpty(noColor));
    }

    public string Paint(string text, Tone tone) => HasColor && tone.Sgr() is { Length: > 0 } sgr ? $"\e[{sgr}m{text}\e[0m" : text;
}
