using System.CommandLine;

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
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(keep)), context, ct));
        return command;
    }

    public static Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct) =>
        throw OrchException.Failed($"the demo is not part of this build (keep: {options.Keep}, {context.Terminal.ErrorKind.IsTerminal}, {ct.IsCancellationRequested})");

    internal sealed record Options(bool Keep);
}
