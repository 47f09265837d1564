using System.CommandLine;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a heartbeat NAME</c>.</summary>
internal static class HeartbeatCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "Your name; default: ORCH_AGENT", Arity = ArgumentArity.ZeroOrOne };
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.registry/1");
        var command = new OrchCommand("heartbeat", "Stay alive for another lease", "orch a2a heartbeat alice") { name, identity, json };
        command.SetAction((parsed, ct) => RunAsync(context.RequireIdentity(parsed.GetValue(name) ?? parsed.GetValue(identity)), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string name, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        return DiscoverCommand.Show([await store.Registry.HeartbeatAsync(name, ct)], json, context);
    }
}
