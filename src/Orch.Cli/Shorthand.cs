namespace Orch.Cli;

/// <summary>A task without a command: <c>orch "Fix the bug"</c> means <c>orch run "Fix the bug"</c>.</summary>
internal static class Shorthand
{
    public const string Run = "run";

    /// <summary>Whether the arguments name no command, so that they have to be a task.</summary>
    public static bool IsUsed(IReadOnlyList<string> arguments, IEnumerable<string> commands) =>
        arguments.Count > 0 && arguments[0] is not ("--help" or "-h" or "--version") && !commands.Contains(arguments[0], StringComparer.Ordinal);

    /// <summary>What is wrong with the words of such a task; null when they are one. A task is one argument with white space in it, so that a mistyped command starts nothing.</summary>
    /// <param name="words">The words that are no options.</param>
    /// <param name="commands">The commands there are.</param>
    public static string? Complaint(IReadOnlyList<string> words, IReadOnlyCollection<string> commands)
    {
        if (words.Count == 0 || (words.Count == 1 && words[0].Any(char.IsWhiteSpace)))
        {
            return null;
        }

        var first = words[0];
        if (commands.Contains(first, StringComparer.Ordinal))
        {
            return $"the command comes first: orch {first} …";
        }

        if (words.Count > 1 && words.Any(word => word.Any(char.IsWhiteSpace)))
        {
            return "the task has to be one argument: put it in quotes, or write 'orch run' before it";
        }

        if (Suggestions.Near(first, commands) is { Count: > 0 } near)
        {
            return $"'{first}' is no command: did you mean {string.Join(" or ", near)}?";
        }

        return words.Count == 1
            ? $"'{first}' is no command ('orch --help' shows them); a task of one word is written: orch run {first}"
            : $"'{first}' is no command; a task is put in quotes: orch \"{string.Join(' ', words)}\"";
    }
}
