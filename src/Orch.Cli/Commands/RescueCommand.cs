using System.CommandLine;

namespace Orch.Cli.Commands;

/// <summary><c>orch rescue</c>: the work that was saved before something could have lost it.</summary>
internal static class RescueCommand
{
    public static Command Create(CommandContext context) => new OrchCommand(
        "rescue",
        "Show saved work, look into it, and put it where you can go on with it",
        "orch rescue list",
        "orch rescue show fix-login",
        "orch rescue restore fix-login/2 --branch saved")
    {
        RescueListCommand.Create(context),
        RescueShowCommand.Create(context),
        RescueRestoreCommand.Create(context),
    };

    internal static Argument<string> RescueName() => new("NAME[/N]") { Description = "An agent's name for its newest rescue, or NAME/N, as 'orch rescue list' shows it" };
}
