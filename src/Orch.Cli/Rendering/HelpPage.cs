using System.CommandLine;
using System.CommandLine.Invocation;
using Orch.Cli.Commands;

namespace Orch.Cli.Rendering;

/// <summary>Writes the help of a command: what it is for, its form, its parts and examples.</summary>
internal sealed class HelpPage(Terminal terminal) : SynchronousCommandLineAction
{
    private const int Widest = 100;
    private const int Gap = 2;
    private const int NarrowestText = 30;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, terminal.Out, Math.Min(Widest, terminal.OutSize.Columns));
        return ExitCodes.Success;
    }

    public static void Write(Command command, TextWriter to, int width)
    {
        var isRoot = command.Parents.FirstOrDefault() is null;
        var path = Path(command);
        WriteWrapped(to, "", command.Description ?? "", width);
        to.WriteLine();
        to.WriteLine("Usage:");
        if (isRoot)
        {
            to.WriteLine($"  {path} \"TASK\" [options]       the same as '{path} run'");
        }

        to.WriteLine(isRoot ? $"  {path} COMMAND …" : $"  {path}{Form(command)}");
        var parts = new List<(string Title, List<(string Left, string Right)> Rows)>
        {
            ("Commands:", [.. Visible(command.Subcommands).Select(sub => ($"{sub.Name}{Arguments(sub)}", sub.Description ?? ""))]),
            ("Arguments:", [.. Visible(command.Arguments).Select(argument => (argument.Name, argument.Description ?? ""))]),
            ("Options:", [.. Visible(command.Options).Select(option => (Left(option), option.Description ?? ""))]),
        };
        parts[2].Rows.AddRange(Inherited(command).Select(option => (Left(option), option.Description ?? "")));
        var left = parts.SelectMany(part => part.Rows).Max(row => row.Left.Length) + Gap;
        foreach (var (title, rows) in parts.Where(part => part.Rows.Count > 0))
        {
            to.WriteLine();
            to.WriteLine(title);
            foreach (var row in rows)
            {
                WriteWrapped(to, $"  {row.Left.PadRight(left)}", row.Right, width);
            }
        }

        if (command is OrchCommand { Examples.Count: > 0 } shown)
        {
            to.WriteLine();
            to.WriteLine("Examples:");
            foreach (var example in shown.Examples)
            {
                to.WriteLine($"  {example}");
            }
        }

        foreach (var note in (command as OrchCommand)?.Notes ?? [])
        {
            to.WriteLine();
            WriteWrapped(to, "", note, width);
        }

        if (isRoot)
        {
            to.WriteLine();
            to.WriteLine($"'{path} COMMAND --help' says more about a command.");
        }
    }

    /// <summary>The words that call a command: <c>orch dispatcher analyze</c>.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    private static IEnumerable<T> Visible<T>(IEnumerable<T> symbols)
        where T : Symbol => symbols.Where(symbol => !symbol.Hidden);

    private static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive).Concat(Inherited(parent)));

    private static string Form(Command command) =>
        (command.Subcommands.Count > 0 ? " COMMAND …" : Arguments(command)) + (Visible(command.Options).Any() ? " [options]" : "");

    private static string Arguments(Command command) => string.Concat(Visible(command.Arguments).Select(argument =>
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues > 0 ? $" {name}" : $" [{name}]";
    }));

    private static string Left(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return option.Arity.MaximumNumberOfValues > 0 ? $"{names} {option.HelpName ?? "VALUE"}" : names;
    }

    /// <summary>Writes text in lines of at most so many characters, all indented as the first one is by what precedes it.</summary>
    private static void WriteWrapped(TextWriter to, string before, string text, int width)
    {
        var room = Math.Max(width, before.Length + NarrowestText);
        var line = before;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > before.Length && line.Length + 1 + word.Length > room)
            {
                to.WriteLine(line);
                line = new string(' ', before.Length);
            }

            line += line.Length > before.Length ? $" {word}" : word;
        }

        to.WriteLine(line.TrimEnd());
    }
}
