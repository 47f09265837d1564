using System.Text;

namespace Orch.Proof;

/// <summary>Paths as git quotes them in patches: in double quotes, with the escapes of C and bytes in octal.</summary>
internal static class QuotedPath
{
    public static string Unquote(string quoted)
    {
        var bytes = new List<byte>(quoted.Length);
        var text = quoted.AsSpan(1, Math.Max(0, quoted.Length - 2));
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                var isPair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Slice(at, isPair ? 2 : 1).ToString()));
                at += isPair ? 1 : 0;
            }
            else if (char.IsAsciiDigit(text[at + 1]) && at + 3 < text.Length)
            {
                bytes.Add((byte)(((text[at + 1] - '0') * 64) + ((text[at + 2] - '0') * 8) + (text[at + 3] - '0')));
                at += 3;
            }
            else
            {
                bytes.Add(text[++at] switch
                {
                    'a' => 7,
                    'b' => 8,
                    't' => 9,
                    'n' => 10,
                    'v' => 11,
                    'f' => 12,
                    'r' => 13,
                    var other => (byte)other,
                });
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
