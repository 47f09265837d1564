using Orch.Agents;
using Orch.Configuration;
using Orch.Planning;
using Orch.Supervision;

namespace Orch;

/// <summary>What the settings in force mean for a plan and for carrying it out.</summary>
/// <param name="Configuration">The settings and their files.</param>
/// <param name="Defaults">What a plan falls back to.</param>
/// <param name="Clis">The agent CLIs that a plan may name.</param>
/// <param name="Settings">How the plan is carried out.</param>
internal sealed record ConfiguredRun(LoadedConfiguration Configuration, PlanDefaults Defaults, IReadOnlyList<KnownCli> Clis, RunSettings Settings)
{
    /// <summary>Reads the configuration that holds here.</summary>
    /// <param name="surroundings">What Orch was called in.</param>
    /// <param name="flags">What was given as options.</param>
    /// <param name="given">The settings that were given and that no file can say; those that a file can say are taken from the configuration.</param>
    /// <exception cref="OrchException">Something in a file is wrong (usage).</exception>
    public static ConfiguredRun Read(Surroundings surroundings, IReadOnlyList<Setting> flags, RunSettings given)
    {
        var environment = surroundings.Environment;
        var configuration = new ConfigurationLoader(environment, surroundings.State).Load(surroundings.Directory, flags);
        var home = environment.GetValueOrDefault("HOME");
        var agents = configuration.Agents(home);
        return new(
            configuration,
            DefaultsOf(configuration, home),
            KnownClis.In(environment, agents),
            SettingsOf(configuration, given, agents, home));
    }

    private static PlanDefaults DefaultsOf(LoadedConfiguration configuration, string? home)
    {
        var settings = configuration.Settings;
        var chain = settings.Find("run.agent_cli");
        return new()
        {
            AgentCli = chain?.Text,
            AgentCliFrom = chain is null ? "" : chain.Source == SettingSource.Flag ? $"named with {chain.Where}" : $"configured in {chain.Place}",
            Base = settings.Text("run.base"),
            WorkspaceRoot = settings.Text("workspace.root") is { } root ? UserPath.Absolute(root, configuration.Checkout, home) : null,
        };
    }

    private static RunSettings SettingsOf(LoadedConfiguration configuration, RunSettings given, IReadOnlyDictionary<string, AgentSettings> agents, string? home)
    {
        var settings = configuration.Settings;
        var copy = settings.List("workspace.copy");
        return given with
        {
            Validate = settings.Text("run.validate"),
            ValidateEnvironment = settings.List("run.validate_env"),
            ValidateTimeout = settings.Duration("run.validate_timeout"),
            Timeout = settings.Duration("run.timeout"),
            IdleTimeout = settings.Duration("run.idle_timeout"),
            Repair = (int)(settings.Number("run.repair") ?? given.Repair),
            MaxAgents = (int)(settings.Number("run.max_agents") ?? given.MaxAgents),
            Floors = new(MachineFloor.Of(settings, "limits.free_disk"), MachineFloor.Of(settings, "limits.free_memory")),
            Budget = settings.IsSet("run.max_usd") || settings.IsSet("run.max_tokens") ? new(settings.Amount("run.max_usd"), settings.Number("run.max_tokens")) : null,
            Tools = settings.IsTrue("run.mcp"),
            SkipPermissions = settings.Text("run.permissions") is not PermissionWords.Vendor,
            Agents = agents.ToDictionary(one => one.Key, one => ConfiguredEnvironment.Recorded(one.Value), StringComparer.Ordinal),
            Setup = new() { Command = settings.Text("workspace.setup"), Copy = copy, CopyFrom = copy.Count == 0 ? null : configuration.Checkout },
            Notify = settings.Find("notify.command") is { } notify ? [UserPath.Resolve(notify.List[0], notify, home), .. notify.List.Skip(1)] : [],
        };
    }
}
