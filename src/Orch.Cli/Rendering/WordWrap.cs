using System.Text;

namespace Orch.Cli.Rendering;

/// <summary>Writes text that may come in pieces in lines that fit, broken at white space; a line's own indentation is kept for what goes on below it.</summary>
/// <param name="to">Where it is written.</param>
/// <param name="width">The cells that there are, asked for each line.</param>
internal sealed class WordWrap(TextWriter to, Func<int> width)
{
    private readonly StringBuilder word = new();
    private readonly StringBuilder space = new();
    private int column;
    private int indent;
    private int last;

    /// <summary>Whether the line has something on it.</summary>
    public bool IsOpen => column > 0 || word.Length > 0 || space.Length > 0;

    /// <summary>Writes a piece. Its last word waits for its end.</summary>
    public void Write(string text)
    {
        foreach (var letter in text)
        {
            if (letter == '\n')
            {
                End();
            }
            else if (letter is ' ' or '\t')
            {
                Put();
                space.Append(letter == '\t' ? "    " : " ");
            }
            else
            {
                word.Append(letter);
            }
        }
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Put();
        space.Clear();
        to.Write('\n');
        (column, indent) = (0, 0);
    }

    /// <summary>Writes the word that waits.</summary>
    public void Put()
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        var cells = Cells.Of(text);
        word.Clear();
        last = width();
        if (column == 0)
        {
            // A list's text goes on below its text, not below its sign.
            indent = Math.Min(space.Length + (text is "-" or "*" or "•" ? 2 : 0), last / 2);
        }
        else if (column + space.Length + cells > last)
        {
            to.Write('\n');
            space.Clear().Append(' ', indent);
            column = 0;
        }

        to.Write(space);
        to.Write(text);
        column += space.Length + cells;
        space.Clear();
    }
}
