using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch open NAME</c>.</summary>
internal static class OpenCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var command = new OrchCommand(
            "open",
            "Print the directory of an agent's workspace, alone on standard output",
            "cd \"$(orch open fix-login)\"",
            "code \"$(orch open fix-login)\"",
            "orch open fix-login") { name };
        command.Notes =
        [
            "When the workspace is gone, nothing is printed on standard output, and the error says how to make it again (exit code 6).",
        ];
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), context));
        return command;
    }

    public static int Run(string name, CommandContext context)
    {
        using var state = context.OpenState();
        var stored = state.Agents.Require(name);
        var agent = stored.Display();
        if (agent.Workspace is not { } workspace)
        {
            throw OrchException.NotFound(agent.State.IsEnd()
                ? $"{agent.Name} ended before it had a workspace: 'orch status {agent.Name}' says why"
                : $"{agent.Name} has no workspace yet, it is {SnakeCase.Of(agent.State)}: try again in a moment");
        }

        if (!Directory.Exists(workspace))
        {
            throw OrchException.NotFound($"the workspace {workspace} is gone: {BringBack(stored, workspace)}; 'orch diff {agent.Name}' shows what was changed");
        }

        if (state.Agents.Follower(agent.Name) is { } follower)
        {
            context.Terminal.Note($"{follower} goes on in this workspace");
        }

        context.Terminal.Out.WriteLine(workspace);
        return ExitCodes.Success;
    }

    private static string BringBack(StoredAgent stored, string workspace)
    {
        var plan = AgentChanges.Plan(stored);
        var repository = ShellWord.Of(plan.Repository.TopLevel);
        return plan.IsExistingBranch
            ? $"'git -C {repository} worktree add --detach {ShellWord.Of(workspace)} {stored.Record.HeadSha ?? plan.BaseSha}' makes it again from its last commit"
            : $"'git -C {repository} worktree add {ShellWord.Of(workspace)} {ShellWord.Of(plan.Branch)}' makes it again from its branch";
    }
}
