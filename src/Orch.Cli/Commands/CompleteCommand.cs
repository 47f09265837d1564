using System.CommandLine;
using Orch.Cli.Completing;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch __complete -- WORD…</c>, which the completion scripts call with the words up to the cursor. Whatever is wrong, it says nothing.</summary>
internal static class CompleteCommand
{
    public const string Name = "__complete";

    /// <summary>The line that stands for the names of files.</summary>
    public const string Files = ":files";

    public static Command Create(CommandContext context)
    {
        var words = new Argument<string[]>("WORD") { Description = "The words after the program, the one at the cursor last", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(Name, "Complete a command line; for the completion scripts") { Hidden = true };
        command.Arguments.Add(words);
        command.SetAction(parsed => Run(parsed.RootCommandResult.Command, parsed.GetValue(words) ?? [], context));
        return command;
    }

    public static int Run(Command root, IReadOnlyList<string> words, CommandContext context)
    {
        var completion = new Completer(() => Agents(context)).Complete(root, words);
        foreach (var one in completion.Candidates)
        {
            context.Terminal.Out.WriteLine(one.About.Length > 0 ? $"{one.Word}\t{TerminalText.Line(one.About, 80)}" : one.Word);
        }

        if (completion.TakesFiles)
        {
            context.Terminal.Out.WriteLine(Files);
        }

        return ExitCodes.Success;
    }

    private static IReadOnlyList<(string Name, AgentState State)> Agents(CommandContext context)
    {
        try
        {
            if (!File.Exists(context.Surroundings.State.Database))
            {
                return [];
            }

            using var state = context.OpenState();
            return state.Agents.Names();
        }
        catch (OrchException)
        {
            return [];
        }
    }
}
