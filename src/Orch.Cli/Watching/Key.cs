namespace Orch.Cli.Watching;

/// <summary>A key, or a text that was pasted.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">What it writes; empty for keys that write nothing.</param>
internal readonly record struct Key(KeyKind Kind, string Text = "")
{
    /// <summary>Whether it is this letter.</summary>
    public bool Is(char letter) => Kind == KeyKind.Text && Text.Length == 1 && Text[0] == letter;
}
