using System.Text;

namespace Orch.Cli.Watching;

/// <summary>Makes keys of what a terminal sends: UTF-8, the sequences of ECMA-48 and xterm, bracketed paste. A sequence may come in several parts.</summary>
internal sealed class KeyDecoder
{
    private const string PasteBegin = "\e[200~";
    private const string PasteEnd = "\e[201~";

    private readonly Decoder utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private string rest = "";

    /// <summary>Something is there that could be the beginning of a sequence; when nothing follows soon it was the key Escape.</summary>
    public bool IsOpen => rest.Length > 0 && !rest.StartsWith(PasteBegin, StringComparison.Ordinal);

    /// <summary>The keys that are whole.</summary>
    public IReadOnlyList<Key> Take(ReadOnlySpan<byte> bytes)
    {
        var letters = new char[utf8.GetCharCount(bytes, flush: false)];
        utf8.GetChars(bytes, letters, flush: false);
        rest += new string(letters);
        return Whole(isOver: false);
    }

    /// <summary>Nothing followed: what is there are keys of their own.</summary>
    public IReadOnlyList<Key> Flush() => Whole(isOver: true);

    private List<Key> Whole(bool isOver)
    {
        var keys = new List<Key>();
        while (rest.Length > 0)
        {
            var (key, length) = rest[0] == '\e' ? Sequence(isOver) : Single();
            if (length == 0)
            {
                break;
            }

            rest = rest[length..];
            keys.Add(key);
        }

        return keys;
    }

    private (Key Key, int Length) Single() => rest[0] switch
    {
        '\r' or '\n' => (new(KeyKind.Enter), 1),
        '\x7f' or '\b' => (new(KeyKind.Backspace), 1),
        '\x03' => (new(KeyKind.Interrupt), 1),
        '\x0c' => (new(KeyKind.Redraw), 1),
        '\x15' => (new(KeyKind.EraseLine), 1),
        '\x17' => (new(KeyKind.EraseWord), 1),
        '\x02' => (new(KeyKind.PageUp), 1),
        '\x06' => (new(KeyKind.PageDown), 1),
        '\x0e' => (new(KeyKind.Down), 1),
        '\x10' => (new(KeyKind.Up), 1),
        < ' ' => (new(KeyKind.Other), 1),
        _ when char.IsHighSurrogate(rest[0]) => rest.Length > 1 ? (new(KeyKind.Text, rest[..2]), 2) : (default, 0),
        _ => (new(KeyKind.Text, rest[..1]), 1),
    };

    private (Key Key, int Length) Sequence(bool isOver)
    {
        if (rest.StartsWith(PasteBegin, StringComparison.Ordinal))
        {
            var end = rest.IndexOf(PasteEnd, StringComparison.Ordinal);
            return end < 0 ? (default, 0) : (new(KeyKind.Paste, rest[PasteBegin.Length..end].ReplaceLineEndings("\n")), end + PasteEnd.Length);
        }

        if (rest.Length == 1)
        {
            return isOver ? (new(KeyKind.Escape), 1) : (default, 0);
        }

        if (rest[1] is not ('[' or 'O'))
        {
            return (new(KeyKind.Escape), 1);
        }

        var at = 2;
        while (at < rest.Length && rest[at] is >= ' ' and <= '?')
        {
            at++;
        }

        if (at == rest.Length)
        {
            return isOver ? (new(KeyKind.Escape), rest.Length) : (default, 0);
        }

        return (new(Named(rest[2..(at + 1)])), at + 1);
    }

    private static KeyKind Named(string sequence) => sequence switch
    {
        "A" => KeyKind.Up,
        "B" => KeyKind.Down,
        "H" or "1~" or "7~" => KeyKind.Home,
        "F" or "4~" or "8~" => KeyKind.End,
        "5~" => KeyKind.PageUp,
        "6~" => KeyKind.PageDown,
        _ => KeyKind.Other,
    };
}
