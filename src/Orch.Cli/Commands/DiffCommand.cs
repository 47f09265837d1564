using System.CommandLine;
using Orch.Cli.Rendering;

namespace Orch.Cli.Commands;

/// <summary><c>orch diff NAME</c>.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var stat = Flags.Flag("--stat", "Only how many lines of each file differ");
        var names = Flags.Flag("--name-only", "Only the names of the files");
        var command = new OrchCommand(
            "diff",
            "Show what an agent changed against its base, what is not committed yet included; also of an agent that has ended",
            "orch diff fix-login",
            "orch diff fix-login --stat",
            "orch diff fix-login > fix-login.patch") { name, stat, names };
        command.Notes =
        [
            "On a terminal GIT_PAGER, else PAGER, else less shows it; in a pipe it is a patch. Untracked files that look like secrets are named, not shown.",
            "Without a workspace the saved or committed work is compared.",
        ];
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name), parsed.GetValue(stat), parsed.GetValue(names)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options is { IsStat: true, IsNames: true })
        {
            throw OrchException.Usage("diff takes --stat or --name-only, not both");
        }

        using var state = context.OpenState();
        var agent = state.Agents.Require(options.Name).Record;
        var terminal = context.Terminal;
        var form = options.IsStat ? ChangeForm.Stat(Math.Min(120, terminal.OutSize.Columns)) : options.IsNames ? ChangeForm.Names : ChangeForm.Patch;
        var change = await new AgentChanges(context.Surroundings, state).ReadAsync(agent.Name, form, ct);
        if (change.Text.Length == 0)
        {
            terminal.Note($"{agent.Name} changed nothing: {change.Seen} is as its base {agent.Base ?? change.Base} was");
        }
        else if (terminal.OutKind.IsTerminal)
        {
            await new Pager(context).ShowAsync(DifferenceText.Paint(change.Text, terminal.OutKind), ct);
        }
        else
        {
            terminal.Out.Write(change.Text);
        }

        foreach (var note in Notes(change))
        {
            terminal.Note(note);
        }

        return ExitCodes.Success;
    }

    private static IEnumerable<string> Notes(AgentChange change)
    {
        if (change.Left.Count > 0)
        {
            yield return $"not shown, since it looks like a secret or is huge: {string.Join(", ", change.Left)}";
        }

        if (change.IsRedacted)
        {
            yield return $"what looks like a secret is left out, so this is no patch to apply; it stands in {change.Seen}";
        }
    }

    internal sealed record Options(string Name, bool IsStat, bool IsNames);
}
