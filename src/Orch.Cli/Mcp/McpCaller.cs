namespace Orch.Cli.Mcp;

/// <summary>In whose name the tools are called. The caller cannot choose it: it is fixed by whoever started the server.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsAgent">It is an agent that Orch runs; else a person's own tool.</param>
internal sealed record McpCaller(string Name, bool IsAgent)
{
    /// <summary>Who called.</summary>
    /// <param name="environment">That of the server.</param>
    /// <param name="given">The name that <c>--as</c> gives; null for none.</param>
    /// <exception cref="OrchException">It is nobody, or no name (usage), or an agent that claims to be another (conflict).</exception>
    public static McpCaller Of(IReadOnlyDictionary<string, string> environment, string? given)
    {
        if (environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } agent)
        {
            return given is null || given == agent
                ? new(agent, IsAgent: true)
                : throw OrchException.Conflict($"--as {given}: this is the agent {agent} (ORCH_AGENT is set), and an agent speaks in its own name only");
        }

        return given switch
        {
            null => throw OrchException.Usage("orch mcp needs to know who calls: give a name with --as, such as --as desk"),
            "broadcast" => throw OrchException.Usage("--as broadcast: that is the word for everybody, choose another name"),
            _ when !IsName(given) => throw OrchException.Usage("--as takes letters, digits, '.', '_' and '-', at most 128, beginning with a letter or digit"),
            _ => new(given, IsAgent: false),
        };
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 128 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
