using Orch.State;

namespace Orch.Cleaning;

/// <summary>Decides by the record alone whether an agent's workspace may be removed.</summary>
internal static class CleanRules
{
    /// <summary>Why it stays; null when the record has nothing against it.</summary>
    /// <param name="shown">The agent as it is shown.</param>
    /// <param name="place">Its directory.</param>
    /// <param name="later">The agents recorded after it, oldest first, and their directories.</param>
    public static string? Obstacle(AgentRecord shown, string place, IReadOnlyList<(AgentRecord Record, string? Place)> later)
    {
        if (later.FirstOrDefault(other => other.Record.Follows == shown.Name) is { Record: { } follower })
        {
            return $"{follower.Name} has taken its workspace over: 'orch clean {follower.Name}'";
        }

        if (later.LastOrDefault(other => other.Place == place) is { Record: { } holder })
        {
            return $"{place} is the workspace of {holder.Name} by now";
        }

        return shown.State switch
        {
            AgentState.Lost => $"it is lost: 'orch kill {shown.Name}' ends it and saves its work",
            var state when !state.IsEnd() => $"it has not ended ({SnakeCase.Of(state)}): 'orch kill {shown.Name}' ends it",
            _ => null,
        };
    }
}
