namespace Orch.ScriptedGitHub;

/// <summary>A request that is understood and not granted.</summary>
internal sealed class RefusedException(string message, string kind = "UNPROCESSABLE") : Exception(message)
{
    /// <summary>The type of the error in GraphQL.</summary>
    public string Kind { get; } = kind;
}
