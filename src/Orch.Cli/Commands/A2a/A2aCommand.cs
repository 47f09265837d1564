using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a</c>: agents that work together, from the shell.</summary>
internal static class A2aCommand
{
    public static Command Create(CommandContext context) => new OrchCommand(
        "a2a",
        "Let agents work together: who is there, messages between them, tasks to take from a pool",
        "orch a2a register alice --capability review",
        "orch a2a send bob \"The API is ready\" --as alice",
        "orch a2a inbox --as bob --wait 30s",
        "orch a2a claim --as bob --json")
    {
        RegisterCommand.Create(context),
        HeartbeatCommand.Create(context),
        DiscoverCommand.Create(context),
        SendMessageCommand.Create(context),
        ReplyCommand.Create(context),
        InboxCommand.Create(context),
        AckCommand.Create(context),
        SentCommand.Create(context),
        PublishCommand.Create(context),
        TasksCommand.Create(context),
        ClaimCommand.Create(context),
        RenewCommand.Create(context),
        CompleteTaskCommand.Create(context),
        FailCommand.Create(context),
        CancelCommand.Create(context),
        A2aStatusCommand.Create(context),
        ExportCommand.Create(context),
        ImportCommand.Create(context),
    };
}
