using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a export DIR</c>.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var directory = new Argument<string>("DIR") { Description = "A new or empty directory, or one of an earlier export" };
        var command = new OrchCommand(
            "export", "Write agents, messages and tasks as plain JSON files, one each", "orch a2a export audit") { directory };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(directory), context));
        return command;
    }

    public static int Run(string directory, CommandContext context)
    {
        using var store = context.OpenCoordination();
        var path = Path.GetFullPath(directory, context.Surroundings.Directory);
        var (agents, messages, tasks) = CoordinationExport.Write(store, path);
        context.Terminal.Say($"{agents} agents, {messages} messages and {tasks} tasks are in {Rendering.TerminalText.Line(path)}");
        return ExitCodes.Success;
    }
}
