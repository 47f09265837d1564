using System.Text;

namespace Orch.Cli.Mcp;

/// <summary>Finds the <c>id</c> of a request that comes in pieces and is not kept: the value of the member of this name at the outermost level.</summary>
internal sealed class RequestId
{
    // A longer one is no id that anybody would use.
    private const int Longest = 200;

    private readonly StringBuilder text = new();
    private bool inString;
    private bool isEscaped;
    private bool isValue;
    private bool isOfId;
    private int depth;

    /// <summary>The id as JSON: a text or a whole number; null when there is none.</summary>
    public string? Json { get; private set; }

    /// <summary>Forgets what was read, for the next request.</summary>
    public void Reset()
    {
        text.Clear();
        (inString, isEscaped, isValue, isOfId, depth, Json) = (false, false, false, false, 0, null);
    }

    /// <summary>Reads on.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            Read((char)one);
        }
    }

    private void Read(char c)
    {
        if (inString)
        {
            Keep(c);
            inString = isEscaped || c != '"';
            isEscaped = !isEscaped && c == '\\';
            return;
        }

        switch (c)
        {
            case '"':
                inString = true;
                text.Clear();
                Keep(c);
                break;
            case '{' or '[':
                depth++;
                text.Clear();
                break;
            case ':' when depth == 1:
                (isOfId, isValue) = (text.ToString() == "\"id\"", true);
                text.Clear();
                break;
            case ',' or '}' or ']':
                End();
                depth -= c == ',' ? 0 : 1;
                break;
            case > ' ':
                Keep(c);
                break;
        }
    }

    private void End()
    {
        var value = text.ToString();
        if (depth == 1 && isValue && isOfId && value.Length is > 0 and < Longest && (value[0] == '"' ? value.All(c => c is >= ' ' and <= '~') : long.TryParse(value, out _)))
        {
            Json = value;
        }

        if (depth == 1)
        {
            isValue = false;
        }

        text.Clear();
    }

    private void Keep(char c)
    {
        if (depth == 1 && text.Length < Longest)
        {
            text.Append(c);
        }
    }
}
