namespace Orch.Planning;

/// <summary>Looks whether the agents of a plan can be started one after the other as they ask.</summary>
internal static class Prerequisites
{
    /// <exception cref="OrchException">An agent waits for one that is not in the plan, or in the end for itself (usage).</exception>
    public static void Check(IReadOnlyList<AgentSpec> specs)
    {
        var known = specs.ToDictionary(spec => spec.Name, StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (spec.After.FirstOrDefault(name => !known.ContainsKey(name)) is { } missing)
            {
                throw OrchException.Usage($"{spec.Name} waits for {missing}, which is not in the plan: name one of {string.Join(", ", known.Keys)}");
            }
        }

        var done = new HashSet<string>(StringComparer.Ordinal);
        while (done.Count < specs.Count)
        {
            var ready = specs.Where(spec => !done.Contains(spec.Name) && spec.After.All(done.Contains)).Select(spec => spec.Name).ToList();
            if (ready.Count == 0)
            {
                throw OrchException.Usage($"these agents wait for each other: {string.Join(", ", specs.Select(spec => spec.Name).Where(name => !done.Contains(name)))}; take one 'after' away");
            }

            done.UnionWith(ready);
        }
    }
}
