namespace Orch.Cli.Rendering;

/// <summary>What a stream of ours is connected to.</summary>
/// <param name="IsTerminal">A terminal that understands cursor movements.</param>
/// <param name="HasColor">Colours are wanted.</param>
internal readonly record struct TerminalKind(bool IsTerminal, bool HasColor)
{
    public static TerminalKind Pipe => default;

    /// <summary>
    /// The rule: TERM=dumb or no TERM is no terminal; NO_COLOR (https://no-color.org) takes the colours away, and so does CLICOLOR=0;
    /// CLICOLOR_FORCE (https://bixense.com/clicolors) gives them to pipes too.
    /// </summary>
    /// <param name="isRedirected">It is no terminal.</param>
    /// <param name="variable">The variables.</param>
    public static TerminalKind Of(bool isRedirected, Func<string, string?> variable)
    {
        var isTerminal = !isRedirected && variable("TERM") is not (null or "" or "dumb");
        var isForced = variable("CLICOLOR_FORCE") is not (null or "" or "0");
        return new(isTerminal, string.IsNullOrEmpty(variable("NO_COLOR")) && (isForced || (isTerminal && variable("CLICOLOR") is not "0")));
    }

    public string Paint(string text, Tone tone) => HasColor && tone.Sgr() is { Length: > 0 } sgr ? $"\e[{sgr}m{text}\e[0m" : text;
}
