namespace Orch.ScriptedModel.Protocols;

/// <summary>Cuts an answer into the pieces that a stream sends it in.</summary>
internal static class Words
{
    /// <summary>The words with the spaces after them; joined they are the text again.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        while (text.IndexOf(' ', start) is var space and >= 0)
        {
            yield return text[start..(space + 1)];
            start = space + 1;
        }

        if (start < text.Length || text.Length == 0)
        {
            yield return text[start..];
        }
    }
}
