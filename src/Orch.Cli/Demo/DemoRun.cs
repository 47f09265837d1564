using Orch.ScriptedModel;

namespace Orch.Cli.Demo;

/// <summary>
/// The main job on a scratch repository, with two real agent CLIs and a scripted model in place of an account: the first CLI is rate
/// limited, the second does the work, Orch validates and pushes it.
/// </summary>
/// <param name="surroundings">The user's environment; nothing of it but PATH and the terminal is used.</param>
/// <param name="say">Writes one line for the user.</param>
internal sealed class DemoRun(Surroundings surroundings, Action<string> say)
{
    private const string Agent = "greeter";

    /// <summary>Runs the demo.</summary>
    /// <param name="keep">Leaves everything for the user to look at.</param>
    /// <param name="ct">Ctrl-C: what was made is removed all the same.</param>
    /// <returns>The exit code of the run.</returns>
    public async Task<int> RunAsync(bool keep, CancellationToken ct)
    {
        var (clis, folders) = await new DemoClis(surroundings, say).FindAsync(ct);
        await using var model = await ScriptedModelServer.StartAsync(new ScriptedModelOptions { DefaultScript = DemoProject.Script, Time = surroundings.Time }, ct);
        var scratch = await DemoScratch.CreateAsync(surroundings, model, Accounts(clis[0]), folders, ct);
        try
        {
            Introduce(clis, scratch);
            string[] command = ["run", "--agent-cli", string.Join(',', clis), "--validate", DemoProject.Validate, "--name", Agent, DemoProject.Task];
            say($"$ orch {string.Join(' ', command.Select(Quoted))}");
            var exitCode = await scratch.OrchAsync(command, ct);
            if (exitCode == 0)
            {
                say("");
                say("What is at the origin now:");
                say((await scratch.GitAsync(["--git-dir", scratch.Origin, "log", "--stat", "--format=  %h %s", "-1", $"orch/{Agent}"], ct)).TrimEnd());
            }

            say("");
            say("The same with an account of yours: in a checkout, with an agent CLI logged in,");
            say("  orch run --agent-cli claude,codex --validate \"make test\" \"what you want done\"");
            return exitCode;
        }
        finally
        {
            if (keep)
            {
                say($"Kept: {scratch.Root} (ORCH_HOME={scratch.Environment["ORCH_HOME"]})");
            }
            else
            {
                await scratch.RemoveAsync();
                say("The scratch repository and its record are removed; 'orch demo --keep' leaves them for a look.");
            }
        }
    }

    private void Introduce(IReadOnlyList<string> clis, DemoScratch scratch)
    {
        say($"Orch demo: the real {clis[0]} and {clis[1]}, with a scripted model on loopback in place of an account.");
        say($"A scratch repository with an origin lies in {scratch.Root}; nothing of yours is used or changed.");
        say($"{clis[0]} will be rate limited, and {clis[1]} takes over in the same workspace.");
        say("");
    }

    private static ScriptedAccountOptions Accounts(string limited) => new()
    {
        Claude = limited == "claude" ? "ratelimit" : "ok",
        Codex = limited == "codex" ? "ratelimit" : "ok",
        Gemini = limited == "gemini" ? "ratelimit" : "ok",
    };

    private static string Quoted(string argument) => argument.Contains(' ') ? $"\"{argument}\"" : argument;
}
