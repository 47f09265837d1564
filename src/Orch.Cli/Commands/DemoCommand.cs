using System.CommandLine;
using Orch.Cli.Demo;

namespace Orch.Cli.Commands;

/// <summary><c>orch demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var keep = Flags.Flag("--keep", "Leave the scratch directory for a look");
        var command = new OrchCommand(
            "demo",
            "Show the main job on a scratch repository, with real agent CLIs and a scripted model: no account needed",
            "orch demo",
            "orch demo --keep") { keep };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(keep), context, ct));
        return command;
    }

    public static Task<int> RunAsync(bool keep, CommandContext context, CancellationToken ct) =>
        new DemoRun(context.Surroundings, context.Terminal.Say).RunAsync(keep, ct);
}
