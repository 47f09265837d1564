namespace Orch.Planning;

/// <summary>Which agent CLIs carry a task out.</summary>
internal static class CliChoice
{
    /// <summary>The chain of what the task's text asks for, else the configured one, else the first that is installed.</summary>
    /// <exception cref="OrchException">None that may be used is installed (environment).</exception>
    public static IReadOnlyList<string> FromText(
        CliReading reading, PlanDefaults defaults, IReadOnlyList<KnownCli> clis, List<string> warnings, List<PlanDecision> decisions)
    {
        if (reading.Asked is { } asked)
        {
            var cli = Find(asked, clis);
            if (cli.IsInstalled)
            {
                decisions.Add(new($"agent CLI {cli.Name}", "the task asks for it"));
                return [cli.Name];
            }

            warnings.Add($"the task asks for {cli.Name}, which is not installed: install it with '{cli.InstallCommand}'");
        }

        if (defaults.AgentCli is { } configured && Chain(configured, defaults.AgentCliFrom, clis, warnings, decisions).Except(reading.Refused, StringComparer.Ordinal).ToList() is { Count: > 0 } chain)
        {
            return chain;
        }

        var first = clis.FirstOrDefault(cli => cli.IsInstalled && cli.IsDefault && !reading.Refused.Contains(cli.Name))
            ?? throw OrchException.Environment(clis.Any(cli => cli.IsInstalled)
                ? $"no agent CLI that may be used for this is installed: install one, for example with '{clis[0].InstallCommand}', or name one with --agent-cli"
                : $"no agent CLI is installed: install one, for example with '{clis[0].InstallCommand}'");
        decisions.Add(new($"agent CLI {first.Name}", reading.Refused.Count == 0 ? "the first that is installed, in the order of preference" : $"the first that is installed, without {string.Join(" and ", reading.Refused.Order(StringComparer.Ordinal))}, which the task refuses"));
        return [first.Name];
    }

    /// <summary>The chain that was given.</summary>
    /// <exception cref="OrchException">An unknown name (usage); nothing that was asked for is installed (environment).</exception>
    public static IReadOnlyList<string> Chain(string given, string from, IReadOnlyList<KnownCli> clis, List<string> warnings, List<PlanDecision> decisions)
    {
        var names = given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            throw OrchException.Usage($"--agent-cli names no agent CLI: give one or a chain, such as 'claude,codex'");
        }

        var asked = names.Select(name => Find(name, clis)).Distinct().ToList();
        var there = asked.Where(cli => cli.IsInstalled).ToList();
        if (there.Count == 0)
        {
            throw OrchException.Environment($"{string.Join(" and ", asked.Select(cli => cli.Name))} {(asked.Count == 1 ? "is" : "are")} not installed: install with '{asked[0].InstallCommand}'");
        }

        foreach (var missing in asked.Where(cli => !cli.IsInstalled))
        {
            warnings.Add($"{missing.Name} is not installed and is left out of the chain: install it with '{missing.InstallCommand}'");
        }

        decisions.Add(new($"agent CLIs {string.Join(", ", there.Select(cli => cli.Name))}", from));
        return [.. there.Select(cli => cli.Name)];
    }

    private static KnownCli Find(string name, IReadOnlyList<KnownCli> clis) =>
        clis.FirstOrDefault(cli => cli.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || cli.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw OrchException.Usage($"unknown agent CLI '{name}': choose from {string.Join(", ", clis.Select(cli => cli.Name))}");
}
