using Orch.Processes;

namespace Orch.Proof;

/// <summary>The environment of the validation command: nothing of the user's but what a build needs and what the user named.</summary>
internal static class ValidationEnvironment
{
    private static readonly string[] Taken = ["PATH", "HOME", "LANG", "DOTNET_ROOT"];

    /// <param name="user">The user's environment.</param>
    /// <param name="further">Names that the user configured.</param>
    /// <param name="temporary">A directory of its own.</param>
    /// <param name="agentId">Marks the processes, so that none is left behind.</param>
    public static IReadOnlyDictionary<string, string> Build(IReadOnlyDictionary<string, string> user, IReadOnlyList<string> further, string temporary, string agentId)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["LANG"] = "C.UTF-8",
        };
        foreach (var name in Taken.Concat(further))
        {
            if (user.TryGetValue(name, out var value))
            {
                environment[name] = value;
            }
        }

        environment["TMPDIR"] = temporary;
        environment[Leftovers.AgentMarker] = agentId;
        return environment;
    }
}
