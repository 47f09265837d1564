namespace Orch.Agents;

/// <summary>An MCP server on standard input and output that an agent CLI starts for its model.</summary>
/// <param name="Name">What the tools' names begin with.</param>
/// <param name="Command">Absolute path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables that it needs; not secret, they can end up on a command line.</param>
internal sealed record AgentToolServer(string Name, string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
