namespace Orch.Planning;

/// <summary>Which agent CLIs carry a task out.</summary>
internal static class CliChoice
{
    /// <summary>The chain, from what was given or else the first that is installed.</summary>
    /// <exception cref="OrchException">An unknown name (usage); nothing that was asked for is installed (environment).</exception>
    public static IReadOnlyList<string> Chain(string? given, string from, IReadOnlyList<KnownCli> clis, List<string> warnings, List<PlanDecision> decisions)
    {
        if (given is null)
        {
            var first = clis.FirstOrDefault(cli => cli.IsInstalled)
                ?? throw OrchException.Environment($"no agent CLI is installed: install one, for example with '{clis[0].InstallCommand}'");
            decisions.Add(new($"agent CLI {first.Name}", "the first that is installed, in the order of preference"));
            return [first.Name];
        }

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
