using Orch.Agents;
using Orch.Processes;
using Orch.Sessions;
using Orch.Workspaces;

namespace Orch.Cli.Doctor;

/// <summary>Looks at the programs that Orch needs: git and tmux, and gh for pull requests.</summary>
internal sealed class ProgramFindings(Surroundings surroundings)
{
    private const string Area = "programs";

    // The oldest that the tests have run with.
    private static readonly Version TestedGh = new(2, 23, 0);

    private IReadOnlyDictionary<string, string> Environment => surroundings.Environment;

    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken ct) => await Task.WhenAll(
        NeededAsync("git", ["--version"], () => GitVersion.CheckAsync(surroundings.Runner, Environment, ct), ct),
        NeededAsync("tmux", ["-V"], () => TmuxVersion.CheckAsync(surroundings.Runner, Environment, ct), ct),
        GhAsync(ct));

    private async Task<Finding> NeededAsync(string program, IReadOnlyList<string> question, Func<Task> check, CancellationToken ct)
    {
        try
        {
            await check();
            return new(Area, program, FindingStatus.Ok, await SaysAsync(program, question, ct) ?? program);
        }
        catch (OrchException e)
        {
            return new(Area, program, FindingStatus.Error, e.Message.Split(": ")[0], InstallHint.For(program, Environment));
        }
    }

    private async Task<Finding> GhAsync(CancellationToken ct)
    {
        if (ProgramFinder.Find("gh", Environment) is null)
        {
            return new(Area, "gh", FindingStatus.Warning, "gh is not installed: work is pushed, and pull requests are left to you", $"{InstallHint.For("gh", Environment)} && gh auth login");
        }

        if (await SaysAsync("gh", ["--version"], ct) is not { } says)
        {
            return new(Area, "gh", FindingStatus.Warning, "gh does not start: pull requests are left to you", InstallHint.For("gh", Environment));
        }

        // It prints the token, which goes no further than here. Whether GitHub still takes it is not asked.
        var login = await surroundings.Runner.RunAsync(new ProcessSpec("gh", "auth", "token") { Environment = Environment, Timeout = TimeSpan.FromSeconds(20), Capture = 4096 }, ct);
        var line = says.Split('\n')[0];
        return !login.Succeeded ? new(Area, "gh", FindingStatus.Warning, $"{line}, not logged in: pull requests are left to you", "gh auth login")
            : TestedVersions.Parse(line) is { } version && version < TestedGh ? new(Area, "gh", FindingStatus.Warning, $"{line}, older than the tested {TestedGh}", InstallHint.For("gh", Environment))
            : new(Area, "gh", FindingStatus.Ok, $"{line}, logged in");
    }

    private async Task<string?> SaysAsync(string program, IReadOnlyList<string> question, CancellationToken ct)
    {
        try
        {
            var result = await surroundings.Runner.RunAsync(new ProcessSpec(program, question) { Environment = Environment, Timeout = TimeSpan.FromSeconds(20), Capture = 4096 }, ct);
            return result.Succeeded ? OneLine.Of(result.Output.Split('\n')[0]) : null;
        }
        catch (OrchException)
        {
            return null;
        }
    }
}
