using System.Globalization;
using Orch.Cli.Rendering;

namespace Orch.Cli.Watching;

/// <summary>One line in which something is written.</summary>
/// <param name="label">What is asked for.</param>
internal sealed class TextPrompt(string label)
{
    public string Text { get; private set; } = "";

    /// <summary>Takes a key.</summary>
    /// <returns>True when the text is done, false when it is given up, null while it goes on.</returns>
    public bool? Take(Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Enter:
                return Text.Trim().Length > 0;
            case KeyKind.Escape:
                return false;
            case KeyKind.Text or KeyKind.Paste:
                Text += key.Text;
                break;
            case KeyKind.Backspace when Text.Length > 0:
                var starts = StringInfo.ParseCombiningCharacters(Text);
                Text = Text[..starts[^1]];
                break;
            case KeyKind.EraseLine:
                Text = "";
                break;
            case KeyKind.EraseWord:
                Text = Text.TrimEnd()[..(Text.TrimEnd().LastIndexOf(' ') + 1)];
                break;
        }

        return null;
    }

    /// <summary>The line; of a text that is too long its end is seen.</summary>
    public string Line(int width)
    {
        var shown = TerminalText.Block(Text).Replace('\n', '⏎') + "_";
        var room = Math.Max(1, width - Cells.Of(label));
        while (Cells.Of(shown) > room)
        {
            shown = shown[(char.IsHighSurrogate(shown[0]) ? 2 : 1)..];
        }

        return label + shown;
    }
}
