using System.CommandLine;
using Orch.Cli.Rescues;

namespace Orch.Cli.Commands;

/// <summary><c>orch rescue list [NAME]</c>.</summary>
internal static class RescueListCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "Only of this agent", Arity = ArgumentArity.ZeroOrOne };
        var json = Flags.Json("Print one document orch.rescues/1");
        var command = new OrchCommand(
            "list",
            "List saved work: of this repository, elsewhere of all repositories that agents worked in",
            "orch rescue list",
            "orch rescue list fix-login --json") { name, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(name), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var entries = await new RescueEntries(context.Surroundings, state).ListAsync(options.Name, ct);
        if (entries.Count == 0 && options.Name is { } name && !state.Agents.Exists(name))
        {
            state.Agents.Require(name);
        }

        var terminal = context.Terminal;
        if (options.Json)
        {
            terminal.Json(new RescueListDocument([.. entries.Select(RescueDocument.Of)]), RescueJson.Default.RescueListDocument);
        }
        else if (entries.Count > 0)
        {
            terminal.OutConsole().Write(RescueText.Table(entries, context.Surroundings.Time.GetUtcNow()));
        }
        else
        {
            terminal.Note($"no saved work{(options.Name is null ? "" : $" of {options.Name}")}");
        }

        return ExitCodes.Success;
    }

    internal sealed record Options(string? Name, bool Json);
}
