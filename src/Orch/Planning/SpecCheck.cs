namespace Orch.Planning;

/// <summary>Looks at specs that did not come straight from the planner, before anything is made from them.</summary>
internal static class SpecCheck
{
    private const string Schema = "orch.agent_spec/1";

    /// <summary>The specs as they can be started: with a chain that begins with the CLI and holds only what is installed.</summary>
    /// <param name="specs">The specs.</param>
    /// <param name="clis">The agent CLIs that are known.</param>
    /// <exception cref="OrchException">A value that is none (usage), or no agent CLI that may be used is installed (environment).</exception>
    public static IReadOnlyList<AgentSpec> Check(IReadOnlyList<AgentSpec> specs, IReadOnlyList<KnownCli> clis)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. specs.Select(spec => Check(spec, names, clis))];
    }

    private static AgentSpec Check(AgentSpec spec, HashSet<string> names, IReadOnlyList<KnownCli> clis)
    {
        if (spec.Schema != Schema)
        {
            throw OrchException.Usage($"a spec has the schema {Shown(spec.Schema)}, and this orch reads {Schema}: make it again with 'orch dispatcher create --dry-run'");
        }

        if (!NameMaker.IsName(spec.Name))
        {
            throw OrchException.Usage($"a spec has the name {Shown(spec.Name)}: names are small letters, digits and hyphens, at most {NameMaker.Longest}, beginning with a letter or digit");
        }

        if (!names.Add(spec.Name))
        {
            throw OrchException.Usage($"two specs have the name {spec.Name}: names are unique");
        }

        if (!spec.Task.Any(char.IsLetterOrDigit) || spec.Task.Contains('\0') || spec.Task.Length > Planner.LongestTask)
        {
            throw OrchException.Usage($"the task of {spec.Name} is {(spec.Task.Length > Planner.LongestTask ? "longer than 1 MiB" : spec.Task.Contains('\0') ? "not text: it holds a NUL character" : "empty")}");
        }

        Argument(spec, "model", spec.Model);
        Argument(spec, "branch", spec.Branch);
        Argument(spec, "base", spec.Base);
        Argument(spec, "workspace_config.workspace_name", spec.WorkspaceConfig?.WorkspaceName);
        Argument(spec, "workspace_config.workspace_root", spec.WorkspaceConfig?.WorkspaceRoot);
        if (spec.Pr is <= 0 || (spec.Pr is not null && spec.Mode != AgentMode.Update))
        {
            throw OrchException.Usage($"the spec {spec.Name} has the pull request {spec.Pr}{(spec.Pr <= 0 ? ": give a positive number" : " and the mode create: make the mode update, or take pr away")}");
        }

        if (spec.After.FirstOrDefault(after => !NameMaker.IsName(after)) is { } unsafeName)
        {
            throw OrchException.Usage($"the spec {spec.Name} waits for {Shown(unsafeName)}, which is no agent's name");
        }

        var warnings = new List<string>(spec.Warnings);
        var chain = CliChoice.Chain(string.Join(',', spec.CliChain.Prepend(spec.Cli)), $"of the spec {spec.Name}", clis, warnings, []);
        return spec with { Cli = chain[0], CliChain = chain, Warnings = [.. warnings.Distinct(StringComparer.Ordinal)] };
    }

    private static void Argument(AgentSpec spec, string field, string? value)
    {
        if (value is not null && (string.IsNullOrWhiteSpace(value) || value[0] == '-' || value.Any(char.IsControl)))
        {
            throw OrchException.Usage($"the spec {spec.Name} has the {field} {Shown(value)}: leave it null, or give one that does not begin with a hyphen");
        }
    }

    private static string Shown(string? text) => text is null ? "null" : $"'{string.Concat(text.Take(60).Select(c => char.IsControl(c) ? '?' : c))}{(text.Length > 60 ? "…" : "")}'";
}
