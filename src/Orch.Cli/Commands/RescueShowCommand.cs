using System.CommandLine;
using Orch.Cli.Rescues;
using Orch.Workspaces;

namespace Orch.Cli.Commands;

/// <summary><c>orch rescue show NAME[/N]</c>.</summary>
internal static class RescueShowCommand
{
    public static Command Create(CommandContext context)
    {
        var name = RescueCommand.RescueName();
        var json = Flags.Json("Print one document orch.rescue/1");
        var command = new OrchCommand("show", "Show what is in a rescue: why, when, and the files that differ from its commit", "orch rescue show fix-login/1", "orch rescue show fix-login --json") { name, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var entries = new RescueEntries(context.Surroundings, state);
        var entry = await entries.GetAsync(options.Name, ct);
        var contents = await new RescueReader(entries.GitOf(entry), entry.Repository).ReadAsync(entry, ct);
        var nested = await entries.NestedAsync(entry, ct);
        if (options.Json)
        {
            var document = RescueDocument.Of(entry) with
            {
                Files = contents.Files,
                LeftOnDisk = contents.LeftOnDisk,
                NestedRescues = [.. nested.Select(RescueDocument.Of)],
            };
            context.Terminal.Json(document, RescueJson.Default.RescueDocument);
        }
        else
        {
            RescueText.Write(entry, contents, nested, context.Terminal);
        }

        return ExitCodes.Success;
    }

    internal sealed record Options(string Name, bool Json);
}
