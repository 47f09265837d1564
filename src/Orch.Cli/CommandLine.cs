using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Orch.Cli.Commands;
using Orch.Cli.Commands.A2a;
using Orch.Cli.Rendering;

namespace Orch.Cli;

/// <summary>The commands of orch, and the way from arguments to an exit code.</summary>
internal sealed class CommandLine(CommandContext context)
{
    // A task may begin with '@', and '-dx' is rather a slip than three options.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Builds the commands.</summary>
    public Command Build()
    {
        var root = new OrchCommand(
            "orch",
            "Dispatches engineering tasks to AI coding-agent CLIs and sees them through to a proved, delivered change.",
            "orch \"Fix the flaky login test\"",
            "orch run --agent-cli claude,codex --validate 'dotnet test' \"Add retry metrics\"",
            "orch list",
            "orch attach fix-flaky-login-test")
        {
            RunCommand.Create(context),
            DispatcherCommand.Create(context),
            LiveCommand.Create(context),
            ListCommand.Create(context),
            StatusCommand.Create(context),
            LogsCommand.Create(context),
            AttachCommand.Create(context),
            WaitCommand.Create(context),
            WatchCommand.Create(context),
            ExplainCommand.Create(context),
            DiffCommand.Create(context),
            OpenCommand.Create(context),
            EventsCommand.Create(context),
            SendCommand.Create(context),
            RetryCommand.Create(context),
            DeliverCommand.Create(context),
            ResumeCommand.Create(context),
            KillCommand.Create(context),
            RescueCommand.Create(context),
            CleanCommand.Create(context),
            A2aCommand.Create(context),
            ConfigCommand.Create(context),
            McpCommand.Create(context),
            DoctorCommand.Create(context),
            DemoCommand.Create(context),
            CompletionCommand.Create(context),
            CompleteCommand.Create(context),
            SuperviseCommand.Create(context),
        };
        root.Options.Add(new HelpOption("--help", "-h") { Description = "Show help", Action = new HelpPage(context.Terminal), Arity = ArgumentArity.Zero });
        root.Options.Add(new Option<bool>("--version") { Description = "Show the version", Arity = ArgumentArity.Zero, Action = new VersionLine(context.Terminal) });
        return root;
    }

    /// <summary>Carries out a command line. Whatever goes wrong becomes one line on standard error and an exit code, here and nowhere else.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        try
        {
            var parsed = Parse(Build(), arguments);
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = context.Terminal.Out,
                Error = context.Terminal.Error,
            };
            var exitCode = await parsed.InvokeAsync(invocation, ct);
            context.Terminal.Flush();
            return exitCode;
        }
        catch (OrchException e)
        {
            context.Terminal.Note(e.Message);
            return ExitCodes.Of(e.Kind);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            context.Terminal.Note("interrupted: 'orch list' shows the agents there are");
            return ExitCodes.StoppedFollowing;
        }
        catch (Exception e)
        {
            // The outermost edge of the process.
            context.Terminal.Note(e is IOException or UnauthorizedAccessException ? e.Message : $"unexpected {e.GetType().Name}: {e.Message}");
            return ExitCodes.Failed;
        }
    }

    private static ParseResult Parse(Command root, IReadOnlyList<string> arguments)
    {
        arguments = arguments switch
        {
            [] => ["--help"],
            ["help", ..] => [.. arguments.Skip(1), "--help"],
            _ => arguments,
        };
        var commands = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        if (Shorthand.IsUsed(arguments, root.Subcommands.Select(command => command.Name)))
        {
            arguments = [Shorthand.Run, .. arguments];
            var words = Words(root, arguments);
            if (words is [Shorthand.Run, _, ..])
            {
                // Options before the command: orch --agent-cli claude run "task".
                var at = Enumerable.Range(1, arguments.Count).First(i => Words(root, arguments.Take(i + 1)).Count == 1);
                arguments = [.. arguments.Take(at), .. arguments.Skip(at + 1)];
            }
            else if (Shorthand.Complaint(words, commands) is { } complaint)
            {
                throw OrchException.Usage(complaint);
            }
        }

        var parsed = root.Parse(arguments, Parsing);
        return parsed.Action is not HelpPage and not VersionLine && ParseComplaint.Of(parsed) is { } wrong ? throw OrchException.Usage(wrong) : parsed;
    }

    /// <summary>What is neither an option nor the value of one.</summary>
    private static List<string> Words(Command root, IEnumerable<string> arguments) =>
    [
        .. root.Parse([.. arguments], Parsing).CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value),
    ];
}
