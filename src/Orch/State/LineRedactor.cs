namespace Orch.State;

/// <summary>Redacts a stream line by line, and the lines of a key block too. One for each stream; not safe to share between threads.</summary>
/// <param name="redactor">What is taken out of a line.</param>
internal sealed class LineRedactor(Redactor redactor)
{
    // A block that never ends must not swallow a whole log.
    private const int LongestBlock = 200;

    private int blockLines;

    public string Redact(string line)
    {
        var opens = SecretPatterns.PrivateKeyBegin().IsMatch(line);
        var closes = SecretPatterns.PrivateKeyEnd().IsMatch(line);
        if (blockLines == 0 && (!opens || closes))
        {
            return redactor.Redact(line);
        }

        blockLines = closes || blockLines == LongestBlock ? 0 : blockLines + 1;
        return "[redacted private-key]";
    }
}
