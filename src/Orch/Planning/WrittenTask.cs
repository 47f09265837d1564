using System.Text.RegularExpressions;

namespace Orch.Planning;

/// <summary>One task as it stands in a plan: its title, what is said below it, and the settings among that.</summary>
/// <param name="Number">The number that it is called by; its place where none was written.</param>
/// <param name="Title">Its first line.</param>
/// <param name="Body">The rest, without the settings; empty for none.</param>
/// <param name="Settings">The settings by name: after, name, agent-cli, model.</param>
internal sealed partial record WrittenTask(int Number, string Title, string Body, IReadOnlyDictionary<string, string> Settings)
{
    public string Text => Body.Length == 0 ? Title : $"{Title}\n\n{Body}";

    /// <summary>Reads one.</summary>
    /// <param name="number">Its place in the plan, from 1.</param>
    /// <param name="heading">The line that begins it, without its marker.</param>
    /// <param name="lines">The lines below.</param>
    /// <exception cref="OrchException">A setting is there twice (usage).</exception>
    public static WrittenTask Read(int number, string heading, IEnumerable<string> lines)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (TrailingAfter().Match(heading) is { Success: true } trailing)
        {
            settings["after"] = trailing.Groups["value"].Value;
            heading = heading[..trailing.Index];
        }

        if (Numbered().Match(heading) is { Success: true } numbered)
        {
            number = int.Parse(numbered.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            heading = heading[numbered.Length..];
        }

        var body = lines.ToList();
        TakeSettings(body, fromEnd: false, heading, settings);
        TakeSettings(body, fromEnd: true, heading, settings);
        return new(number, heading.Trim().TrimEnd('#').Trim(), string.Join('\n', body).Trim('\n').TrimEnd(), settings);
    }

    // The settings stand directly below the title or at the very end: elsewhere such a line belongs to the text.
    private static void TakeSettings(List<string> body, bool fromEnd, string title, Dictionary<string, string> settings)
    {
        while (body.Count > 0)
        {
            var at = fromEnd ? body.Count - 1 : 0;
            var match = Setting().Match(body[at]);
            if (!match.Success && body[at].Trim().Length > 0)
            {
                break;
            }

            body.RemoveAt(at);
            if (match.Success && !settings.TryAdd(match.Groups["name"].Value.ToLowerInvariant(), match.Groups["value"].Value.Trim(' ', '*', '`')))
            {
                throw OrchException.Usage($"the task '{OneLine(title)}' has '{match.Groups["name"].Value}' twice: leave one");
            }
        }
    }

    private static string OneLine(string text) => text.Length <= 60 ? text.Trim() : $"{text[..60].Trim()}…";

    [GeneratedRegex(@"^\s*([-*]\s+)?\**(?<name>after|name|agent-cli|model)\**\s*:\s*(?<value>\S.*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\s*[(\[]after:?\s+(?<value>[^()\[\]]{1,500})[)\]]\s*\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex TrailingAfter();

    [GeneratedRegex(@"^\s*((task|step)\s+)?(?<number>\d{1,3})[.):]\s+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Numbered();
}
