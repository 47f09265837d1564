using System.CommandLine;
using System.CommandLine.Parsing;
using Orch.Cli.Rendering;

namespace Orch.Cli;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class ParseComplaint
{
    /// <summary>The complaint; null when the command line can be carried out.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var stray = parsed.UnmatchedTokens is [var first, ..] ? first : UnknownOption(parsed);
        if (stray is null && parsed.Errors.Count == 0)
        {
            return null;
        }

        var complaint = stray is null ? Plain(parsed.Errors[0].Message) : OfStray(command, stray);
        return $"{complaint} ('{HelpPage.Path(command)} --help' shows how)";
    }

    private static string OfStray(Command command, string stray)
    {
        if (LooksLikeOption(stray))
        {
            var known = command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");
            return $"unknown option {stray}{Suggestions.Ask(stray, known)}";
        }

        return command.Subcommands.Count > 0
            ? $"'{stray}' is no command of {HelpPage.Path(command)}{Suggestions.Ask(stray, command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))}"
            : $"'{stray}' is one argument too many for '{HelpPage.Path(command)}'";
    }

    /// <summary>The parser takes an option that it does not know for an argument wherever there is room for one.</summary>
    private static string? UnknownOption(ParseResult parsed)
    {
        var literal = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Count(token => token.Type == TokenType.Argument);
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).ToList();
        return words.Take(words.Count - literal).FirstOrDefault(LooksLikeOption);
    }

    // With white space in it, it is text.
    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-' && !word.Any(char.IsWhiteSpace);

    private static string Plain(string message)
    {
        var line = TerminalText.Line(message).TrimEnd('.');
        return line.Length > 1 && char.IsUpper(line[0]) && char.IsLower(line[1]) ? char.ToLowerInvariant(line[0]) + line[1..] : line;
    }
}
