namespace Orch.ScriptedGitHub;

/// <summary>A request that came in.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Operation">The name of the GraphQL operation; null for REST.</param>
/// <param name="Body">What was sent with it.</param>
public sealed record ScriptedGitHubRequest(string Method, string Path, string? Operation, string Body);
