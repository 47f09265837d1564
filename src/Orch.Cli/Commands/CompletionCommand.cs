using System.CommandLine;
using Orch.Cli.Rendering;

namespace Orch.Cli.Commands;

/// <summary><c>orch completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Shells.Contains(token.Value))
            {
                result.AddError($"there is no completion for '{token.Value}', only for {string.Join(", ", Shells)}");
            }
        });
        var command = new OrchCommand(
            "completion",
            "Print a completion script for a shell",
            "source <(orch completion bash)",
            "orch completion zsh > \"${fpath[1]}/_orch\"",
            "orch completion fish > ~/.config/fish/completions/orch.fish") { shell };
        command.Notes =
        [
            "The script asks orch itself for commands, options, agent CLIs and the names of agents.",
        ];
        command.SetAction(parsed => Run(parsed.GetRequiredValue(shell), context));
        return command;
    }

    public static int Run(string shell, CommandContext context)
    {
        context.Terminal.Out.Write(CompletionScript.Of(shell));
        return ExitCodes.Success;
    }
}
