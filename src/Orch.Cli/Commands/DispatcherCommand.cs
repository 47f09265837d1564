using System.CommandLine;

namespace Orch.Cli.Commands;

/// <summary><c>orch dispatcher</c>: planning and starting apart.</summary>
internal static class DispatcherCommand
{
    public static Command Create(CommandContext context) => new OrchCommand(
        "dispatcher",
        "Plan without starting (analyze), or plan and start and return at once (create)",
        "orch dispatcher analyze --json \"Fix PR #123\"",
        "orch dispatcher create --dry-run \"Investigate failing CI\"")
    {
        DispatcherAnalyzeCommand.Create(context),
        DispatcherCreateCommand.Create(context),
    };
}
