using System.Text;

namespace Orch.Proof;

/// <summary>Splits a shell command into words, well enough to see which files it names: quotes are taken off, operators end a word, nothing is expanded.</summary>
internal static class CommandWords
{
    /// <summary>The simple commands of a command line, each as its words.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(string command)
    {
        var commands = new List<IReadOnlyList<string>>();
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var at = 0; at < command.Length; at++)
        {
            var character = command[at];
            if (quote != '\0')
            {
                if (character == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(character);
                }
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '\\' && at + 1 < command.Length)
            {
                word.Append(command[++at]);
            }
            else if (char.IsWhiteSpace(character) || character is ';' or '&' or '|' or '(' or ')' or '<' or '>' or '`')
            {
                EndWord(word, words);
                if (character is '\n' or ';' or '&' or '|' or '(' or ')' or '`')
                {
                    EndCommand(words, commands);
                }
            }
            else
            {
                word.Append(character);
            }
        }

        EndWord(word, words);
        EndCommand(words, commands);
        return commands;
    }

    private static void EndWord(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static void EndCommand(List<string> words, List<IReadOnlyList<string>> commands)
    {
        if (words.Count > 0)
        {
            commands.Add([.. words]);
            words.Clear();
        }
    }
}
