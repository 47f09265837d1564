using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a claim [ID]</c>.</summary>
internal static class ClaimCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string?>("ID") { Description = "The task; default: the next that you can do", Arity = ArgumentArity.ZeroOrOne };
        var lease = Flags.Duration("--lease", "How long it is yours without a renewal; default: 60s");
        var wait = Flags.Duration("--wait", "Wait so long for a task; not with ID");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.task/1");
        var command = new OrchCommand(
            "claim",
            "Take a task: it is yours for a lease, and its token proves it; 6 when there is none",
            "orch a2a claim --as bob --lease 10m",
            "orch a2a claim parser --as bob --json") { id, lease, wait, identity, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(context.RequireIdentity(parsed.GetValue(identity)), parsed.GetValue(id), parsed.GetValue(lease), parsed.GetValue(wait), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options is { Id: not null, Wait: not null })
        {
            throw OrchException.Usage("--wait is for whichever task comes: leave it away with an id");
        }

        using var store = context.OpenCoordination();
        var task = options.Wait is { } patience
            ? await store.WaitForTaskAsync(options.Identity, patience, options.Lease, ct)
            : await store.Tasks.ClaimAsync(options.Identity, options.Id, options.Lease, ct);
        if (task is null)
        {
            context.Terminal.Note($"no task that {options.Identity} can take: 'orch a2a tasks' shows those there are");
            return ExitCodes.NotFound;
        }

        return PublishCommand.Show(task, options.Json, context, A2aText.Claimed);
    }

    internal sealed record Options(string Identity, string? Id, TimeSpan? Lease, TimeSpan? Wait, bool Json);
}
