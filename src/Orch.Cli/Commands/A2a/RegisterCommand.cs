using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a register NAME</c>.</summary>
internal static class RegisterCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "Your name; default: ORCH_AGENT", Arity = ArgumentArity.ZeroOrOne };
        var type = Flags.Text("--type", "T", "What kind of agent you are, one word");
        var capability = A2aFlags.Several("--capability", "C", "Something that you can do, one word");
        var lease = Flags.Duration("--lease", "How long you are alive without a further call; default: 60s");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.registry/1");
        var command = new OrchCommand(
            "register",
            "Make yourself known, or renew it; any call in your name renews it too",
            "orch a2a register alice --type reviewer --capability csharp --capability sql",
            "orch a2a register alice --lease 10m") { name, type, capability, lease, identity, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(context.RequireIdentity(parsed.GetValue(name) ?? parsed.GetValue(identity)))
            {
                Type = parsed.GetValue(type),
                Capabilities = parsed.GetValue(capability) ?? [],
                Lease = parsed.GetValue(lease) ?? Registration.DefaultLease,
            },
            parsed.GetValue(json),
            context,
            ct));
        return command;
    }

    public static async Task<int> RunAsync(Registration registration, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        return DiscoverCommand.Show([await store.Registry.RegisterAsync(registration, ct)], json, context);
    }
}
