using Orch.Agents;
using Orch.Configuration;
using Orch.Processes;
using Orch.Supervision;

namespace Orch.Live;

/// <summary>The agent CLI of a live session, and how it is started.</summary>
/// <param name="Cli">The CLI.</param>
/// <param name="Launch">Its arguments and signs.</param>
/// <param name="Program">Its program's absolute path.</param>
/// <param name="Environment">What it is started with.</param>
internal sealed record LiveCliChoice(AgentCli Cli, InteractiveLaunch Launch, string Program, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly string[] Preferred = ["gemini", "claude", "codex", "cursor"];

    /// <summary>Chooses.</summary>
    /// <param name="order">What the user wants.</param>
    /// <param name="directory">The session's directory, absolute.</param>
    /// <param name="surroundings">What Orch was called in.</param>
    /// <exception cref="OrchException">The CLI is unknown or has no interactive session (usage); it is missing, or would refuse to work (environment).</exception>
    public static LiveCliChoice Of(LiveOrder order, string directory, Surroundings surroundings)
    {
        var loaded = new ConfigurationLoader(surroundings.Environment, surroundings.State).Load(directory, []);
        var agents = loaded.Agents(surroundings.Environment.GetValueOrDefault("HOME"));
        var cli = Choose(order.Cli, loaded.Settings.Text("run.agent_cli"), AgentCatalog.Of(agents), surroundings.Environment);
        var settings = agents.GetValueOrDefault(cli.Name);
        var environment = new Dictionary<string, string>(ConfiguredEnvironment.Of(surroundings.Environment, cli.Name, settings), StringComparer.Ordinal);
        var launch = cli.Interactive(new()
        {
            Directory = directory,
            Model = order.Model ?? settings?.Model,
            SkipPermissions = order.SkipPermissions,
            AcceptTrust = loaded.Settings.IsTrue(AcceptTrust),
        }) ?? throw OrchException.Usage($"Orch knows no interactive session of {cli.Name}: choose from {string.Join(", ", new AgentCatalog().All.Where(IsInteractive).Select(one => one.Name))}");
        if (cli.Obstacle(environment, NativeMethods.GetEffectiveUserId() == 0, order.SkipPermissions) is { } obstacle)
        {
            throw OrchException.Environment(obstacle.Message);
        }

        var binary = AgentCatalog.Resolve(cli, environment);
        foreach (var name in launch.Unset)
        {
            environment.Remove(name);
        }

        return new(cli, loaded.Settings.IsTrue(AcceptTrust) ? launch : launch with { TrustChosen = null }, binary.Path ?? throw OrchException.Environment(binary.Problem!), environment);
    }

    /// <summary>The user's consent that Orch answers the question whether a directory is trusted. Only the user's own file can give it.</summary>
    public const string AcceptTrust = "live.accept_trust";

    private static AgentCli Choose(string? asked, string? configured, AgentCatalog catalog, IReadOnlyDictionary<string, string> environment)
    {
        if (asked is not null)
        {
            return catalog.Find(asked)
                ?? throw OrchException.Usage($"unknown agent CLI '{OneLine.Of(asked, 60)}'{(Suggestions.Ask(asked, catalog.All.Select(cli => cli.Name)) is { Length: > 0 } hint ? hint : $": choose from {string.Join(", ", catalog.All.Select(cli => cli.Name))}")}");
        }

        var chain = configured?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Preferred;
        var clis = chain.Select(catalog.Find).OfType<AgentCli>().Where(IsInteractive).ToList();
        return clis.FirstOrDefault(cli => AgentCatalog.Resolve(cli, environment).Path is not null)
            ?? throw OrchException.Environment(clis.Count == 0
                ? $"the configured chain {configured} names no CLI that has an interactive session: name one with --cli"
                : $"{string.Join(" and ", clis.Select(cli => cli.Name))} {(clis.Count == 1 ? "is" : "are")} not installed: install with '{clis[0].InstallCommand}', or name another with --cli");
    }

    private static bool IsInteractive(AgentCli cli) => cli.Interactive(new() { Directory = "/" }) is not null;
}
