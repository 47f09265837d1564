namespace Orch.Sessions;

/// <summary>How the start of a supervisor ended.</summary>
/// <param name="Failure">Why it did not start, in one line; null when it was seen to own the agent.</param>
internal sealed record SupervisorStartResult(string? Failure)
{
    public static readonly SupervisorStartResult Started = new((string?)null);

    public bool HasStarted => Failure is null;
}
