using System.CommandLine;

namespace Orch.Cli.Completing;

/// <summary>Where in a command line the cursor is.</summary>
/// <param name="Command">The command that the words before it call.</param>
/// <param name="Option">The option whose value is to be written; null for none.</param>
/// <param name="Position">How many arguments stand before it.</param>
/// <param name="IsLiteral">After <c>--</c>: options have no meaning.</param>
/// <param name="Word">What stands there.</param>
internal sealed record CompletionPoint(Command Command, Option? Option, int Position, bool IsLiteral, string Word)
{
    /// <summary>Finds it.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="words">The words after the program, the one at the cursor last.</param>
    public static CompletionPoint Find(Command root, IReadOnlyList<string> words)
    {
        var (command, position, isLiteral) = (root, 0, false);
        Option? option = null;
        foreach (var word in words.SkipLast(1))
        {
            if (option is not null)
            {
                // bash makes three words of --name=value.
                option = word == "=" ? option : null;
            }
            else if (isLiteral || word.Length < 2 || word[0] != '-')
            {
                var sub = position == 0 && !isLiteral ? command.Subcommands.FirstOrDefault(one => one.Name == word) : null;
                (command, position) = sub is null ? (command, position + 1) : (sub, 0);
            }
            else if (word == "--")
            {
                isLiteral = true;
            }
            else
            {
                option = Options(command).FirstOrDefault(one => one.Name == word || one.Aliases.Contains(word)) is { Arity.MaximumNumberOfValues: > 0 } found ? found : null;
            }
        }

        var last = words.Count > 0 ? words[^1] : "";
        return new(command, option, position, isLiteral, option is not null && last == "=" ? "" : last);
    }

    /// <summary>The options that a command takes.</summary>
    public static IEnumerable<Option> Options(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => Options(parent).Where(option => option.Recursive))).Where(option => !option.Hidden);
}
