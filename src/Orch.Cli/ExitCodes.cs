using Orch.State;

namespace Orch.Cli;

/// <summary>What the exit code of orch says; nothing else decides one.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Unverified = 3;
    public const int NeedsHuman = 4;
    public const int Environment = 5;
    public const int NotFound = 6;
    public const int Conflict = 7;
    public const int StoppedFollowing = 130;

    public static int Of(OrchErrorKind kind) => kind switch
    {
        OrchErrorKind.Usage => Usage,
        OrchErrorKind.Environment => Environment,
        OrchErrorKind.NotFound => NotFound,
        OrchErrorKind.Conflict => Conflict,
        _ => Failed,
    };

    /// <summary>The code for agents that were waited for: the worst of them speaks.</summary>
    public static int Of(params IReadOnlyCollection<AgentState> states)
    {
        if (states.Any(state => state is AgentState.Failed or AgentState.Cancelled or AgentState.Lost))
        {
            return Failed;
        }

        if (states.Contains(AgentState.Unverified))
        {
            return Unverified;
        }

        return states.Contains(AgentState.NeedsHuman) ? NeedsHuman : Success;
    }
}
