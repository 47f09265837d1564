using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Cli.Rescues;
using Orch.Workspaces;

namespace Orch.Cli.Commands;

/// <summary><c>orch rescue restore NAME[/N]</c>.</summary>
internal static class RescueRestoreCommand
{
    public static Command Create(CommandContext context)
    {
        var name = RescueCommand.RescueName();
        var to = Flags.Text("--to", "DIR", "Into a new worktree at DIR, which must not be there yet");
        var branch = Flags.Text("--branch", "B", "On a new branch B, without touching any directory");
        var json = Flags.Json("Print one document orch.restored/1");
        var command = new OrchCommand(
            "restore",
            "Put saved work where you can go on with it; nothing is overwritten. Without an option: into the agent's workspace when that is clean and at rest, else on a new branch",
            "orch rescue restore fix-login",
            "orch rescue restore fix-login/2 --to ../saved",
            "orch rescue restore fix-login --branch saved") { name, to, branch, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetRequiredValue(name), parsed.GetValue(to), parsed.GetValue(branch), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options.To is not null && options.Branch is not null)
        {
            throw OrchException.Usage("--to and --branch name two places: give one");
        }

        context.RefuseAgents("orch rescue restore");
        using var state = context.OpenState();
        var entry = await new RescueEntries(context.Surroundings, state).GetAsync(options.Name, ct);
        var restore = new RescueRestore(context.Surroundings, state);
        var done = options switch
        {
            { To: { } directory } => await restore.InDirectoryAsync(entry, directory, ct),
            { Branch: { } branch } => await restore.OnBranchAsync(entry, branch, ct),
            _ => await restore.RestoreAsync(entry, ct),
        };
        var terminal = context.Terminal;
        if (options.Json)
        {
            terminal.Json(new RestoredDocument(entry.Name, entry.Sha, done.Into, done.Directory, done.Branch, done.Why), RescueJson.Default.RestoredDocument);
        }
        else
        {
            terminal.Out.WriteLine(TerminalText.Line(Said(entry, done)));
            terminal.Out.WriteLine(TerminalText.Line($"next: {Next(done)}"));
        }

        return ExitCodes.Success;
    }

    private static string Said(RescueEntry entry, RestoredWork done) => done switch
    {
        { Into: "workspace" } => $"{entry.Name} is in its workspace {done.Directory}: its files as they were, in no commit",
        { Into: "worktree" } => $"{entry.Name} is in the new worktree {done.Directory}: its files as they were, in no commit",
        _ => $"{entry.Name} is the last commit of the branch {done.Branch}{(done.Why is { } why ? $" ({why})" : "")}; no directory was touched",
    };

    private static string Next(RestoredWork done) => done switch
    {
        { Into: "workspace" } => $"orch retry {done.Holder}",
        { Into: "worktree" } => $"cd {ShellWord.Of(done.Directory!)}",
        _ => $"git switch {ShellWord.Of(done.Branch!)}",
    };

    internal sealed record Options(string Name, string? To, string? Branch, bool Json);
}
