using System.CommandLine;
using Orch.Coordination;

namespace Orch.Cli.Commands.A2a;

/// <summary><c>orch a2a discover</c>.</summary>
internal static class DiscoverCommand
{
    public static Command Create(CommandContext context)
    {
        var capability = Flags.Text("--capability", "C", "Only those that can do this");
        var all = Flags.Flag("--all", "Also those whose lease has passed");
        var identity = A2aFlags.As();
        var json = Flags.Json("Print one document orch.registry/1");
        var command = new OrchCommand(
            "discover", "List the agents that are alive", "orch a2a discover", "orch a2a discover --capability review --json") { capability, all, identity, json };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(capability), parsed.GetValue(all), context.Identity(parsed.GetValue(identity)), parsed.GetValue(json), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(string? capability, bool all, string? identity, bool json, CommandContext context, CancellationToken ct)
    {
        using var store = context.OpenCoordination();
        store.Greet(identity);
        return Show(await store.Registry.DiscoverAsync(capability, all, ct), json, context);
    }

    internal static int Show(IReadOnlyList<RegistryEntry> entries, bool json, CommandContext context)
    {
        if (json)
        {
            context.Terminal.Json(new RegistryDocument(entries), CoordinationJson.Default.RegistryDocument);
        }
        else
        {
            foreach (var entry in entries)
            {
                context.Terminal.Out.WriteLine(A2aText.Line(entry));
            }
        }

        return ExitCodes.Success;
    }
}
