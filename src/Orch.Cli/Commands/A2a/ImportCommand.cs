using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a import DIR</c>.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var directory = new Argument<string>("DIR") { Description = "A directory as 'orch a2a export' writes it" };
        var command = new OrchCommand(
            "import", "Take in agents, messages and tasks from JSON files; what is there already stays as it is", "orch a2a import audit") { directory };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(directory), context));
        return command;
    }

    public static int Run(string directory, CommandContext context)
    {
        context.RefuseAgents("orch a2a import");
        using var store = context.OpenCoordination();
        var report = new CoordinationImport(store).Read(Path.GetFullPath(directory, context.Surroundings.Directory));
        foreach (var problem in report.Problems)
        {
            context.Terminal.Note(problem);
        }

        context.Terminal.Say($"{report.Taken} taken in, {report.Known} were there already, {report.Problems.Count} could not be read");
        return report.Problems.Count == 0 ? ExitCodes.Success : ExitCodes.Failed;
    }
}
