using Orch.Agents;
using Orch.Processes;
using Orch.Supervision;

namespace Orch.Cli.Doctor;

/// <summary>Looks at the agent CLIs, those of the configuration included. No model is asked.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="agents">The configured tables, secrets included.</param>
/// <param name="skipPermissions">Agents work unattended.</param>
internal sealed class CliFindings(Surroundings surroundings, IReadOnlyDictionary<string, AgentSettings> agents, bool skipPermissions)
{
    private const string Area = "agent_clis";

    public async Task<IReadOnlyList<CliFinding>> FindAsync(CancellationToken ct) =>
        await Task.WhenAll(AgentCatalog.Of(agents).All.Select(cli => FindAsync(cli, ct)));

    /// <summary>The environment in which an agent would start a CLI.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(AgentCli cli) => ConfiguredEnvironment.Of(surroundings.Environment, cli.Name, agents.GetValueOrDefault(cli.Name));

    /// <summary>What to tell of them. That none can work is an error, for one alone it is a warning.</summary>
    /// <param name="clis">What was found.</param>
    /// <param name="chain">The configured chain; null when none is configured.</param>
    public static IEnumerable<Finding> Tell(IReadOnlyList<CliFinding> clis, string? chain)
    {
        var named = chain?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var cli in clis.Where(cli => cli.Path is not null || named?.Contains(cli.Name, StringComparer.OrdinalIgnoreCase) == true))
        {
            yield return Tell(cli);
        }

        var wanted = named is null ? clis : [.. clis.Where(cli => named.Contains(cli.Name, StringComparer.OrdinalIgnoreCase))];
        if (!wanted.Any(cli => cli.IsUsable))
        {
            var mend = wanted.FirstOrDefault(cli => cli.Path is null);
            yield return new(
                Area,
                "agent_clis",
                FindingStatus.Error,
                named is null ? "no agent CLI here can carry a task out" : $"none of the configured chain {chain} can carry a task out",
                mend is null ? null : new AgentCatalog().Find(mend.Name)?.InstallCommand);
        }
    }

    private static Finding Tell(CliFinding cli)
    {
        if (cli.Path is null || cli.Problem is not null)
        {
            return new(Area, cli.Name, FindingStatus.Warning, cli.Problem ?? "not installed", cli.Path is null ? new AgentCatalog().Find(cli.Name)?.InstallCommand : null);
        }

        var version = cli.Version is null ? $"{cli.Name}, which does not say its version," : cli.Version.Contains(cli.Name, StringComparison.OrdinalIgnoreCase) ? cli.Version : $"{cli.Name} {cli.Version}";
        var drift = cli.Version is { } text && TestedVersions.Parse(text) is { } parsed ? TestedVersions.Drift(cli.Name, parsed) : null;
        var login = new AgentCatalog().Find(cli.Name)?.Login;
        var account = cli.Login ?? (login is null ? null : "no login to be seen (a keychain, or a file of its own, would not be)");
        return cli.Probe switch
        {
            { Works: false } failed => new(Area, cli.Name, FindingStatus.Warning, $"{version} at {cli.Path}: {failed.Outcome} after {failed.Seconds:0.0} s: {failed.Answer}", failed.Outcome == "auth" ? login?.Command : null),
            { } answer => new(Area, cli.Name, drift is null ? FindingStatus.Ok : FindingStatus.Warning, $"{version} at {cli.Path}{Tail(drift)}; answered '{answer.Answer}' after {answer.Seconds:0.0} s{(answer.Model is { } model ? $" with {model}" : "")}"),
            null => new(
                Area,
                cli.Name,
                drift is not null || (login is not null && cli.Login is null) || cli.Version is null ? FindingStatus.Warning : FindingStatus.Ok,
                $"{version} at {cli.Path}{Tail(drift)}{Tail(account)}",
                login is not null && cli.Login is null ? login.Command : null),
        };
    }

    private static string Tail(string? text) => text is null ? "" : $"; {text}";

    private async Task<CliFinding> FindAsync(AgentCli cli, CancellationToken ct)
    {
        var environment = EnvironmentOf(cli);
        var binary = AgentCatalog.Resolve(cli, environment);
        var tested = TestedVersions.Range(cli.Name);
        if (binary.Path is not { } path)
        {
            return new(cli.Name, Path: null, Version: null, tested, Login: null, binary.Problem);
        }

        var obstacle = cli.Obstacle(environment, Environment.IsPrivilegedProcess, skipPermissions);
        return new(cli.Name, path, await VersionAsync(cli, path, environment, ct), tested, cli.Login?.Find(environment), obstacle?.Message);
    }

    private async Task<string?> VersionAsync(AgentCli cli, string path, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        if (cli.VersionArguments.Count == 0)
        {
            return null;
        }

        try
        {
            var result = await surroundings.Runner.RunAsync(
                new ProcessSpec(path, cli.VersionArguments) { Environment = environment, Timeout = TimeSpan.FromSeconds(30), Capture = 4096, WorkingDirectory = "/" }, ct);
            return result.Succeeded ? OneLine.Of(result.Output.Split('\n').FirstOrDefault(line => TestedVersions.Parse(line) is not null), 80) : null;
        }
        catch (OrchException)
        {
            return null;
        }
    }
}
