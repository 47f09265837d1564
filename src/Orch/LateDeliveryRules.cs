using Orch.State;

namespace Orch;

/// <summary>Decides whether the work of an agent may be delivered after its end.</summary>
internal static class LateDeliveryRules
{
    /// <summary>What there is to do about an agent.</summary>
    /// <param name="agent">The record as it is shown: with <see cref="AgentState.Lost"/> for one whose supervisor is gone.</param>
    /// <param name="follower">The agent that took its work over; null when none did.</param>
    /// <param name="draftUnverified">What did not pass is delivered as a draft.</param>
    public static LateDeliveryDecision Of(AgentRecord agent, string? follower, bool draftUnverified)
    {
        var name = agent.Name;
        var failed = agent.Checks.Where(check => check.Status == CheckStatus.Failed && !IsDelivery(check.Name)).Select(check => check.Name).ToList();
        var isShownAsDraft = failed.Count > 0 && draftUnverified && !failed.Any(check => check is CheckNames.Committed or CheckNames.Scope or CheckNames.Secrets);
        return agent switch
        {
            { State: AgentState.Lost } => Refuse($"{name} is lost without an end: 'orch resume {name}' takes it up and delivers"),
            _ when !agent.State.IsEnd() => Refuse($"{name} has not ended ({SnakeCase.Of(agent.State)}); it delivers by itself: 'orch wait {name}' waits for that"),
            _ when follower is not null => Refuse($"{name} was followed by {follower}, which goes on with its branch: 'orch deliver {follower}'"),
            { State: AgentState.Answered } => Nothing("nothing was changed"),
            { HeadSha: null } or { State: not (AgentState.Verified or AgentState.Unverified) } =>
                Refuse($"{name} ended as {SnakeCase.Of(agent.State)}, and its work was not checked: 'orch retry {name}' goes on from it"),
            _ when failed.Count > 0 && !isShownAsDraft =>
                Refuse($"{name} did not pass {string.Join(", ", failed)}, and what did not pass is not delivered: 'orch retry {name}' goes on from it"),
            _ when agent.HeadSha == agent.BaseSha => Nothing("nothing was changed"),
            _ when CheckNames.Delivery.All(check => StatusOf(agent, check) == CheckStatus.Passed) =>
                Nothing($"it is delivered already: {agent.PullRequest?.Url ?? agent.Branch}"),
            _ => new() { IsDraft = isShownAsDraft },
        };
    }

    /// <summary>Whether something is still to be delivered that could not be, and might be now.</summary>
    public static bool IsOpen(AgentRecord agent) =>
        agent.State is AgentState.Verified or AgentState.Unverified && agent.Checks.Any(check => IsDelivery(check.Name) && check.Detail.EndsWith(Hint(agent.Name), StringComparison.Ordinal));

    /// <summary>How a check says that trying again may help.</summary>
    public static string Hint(string name) => $"; 'orch deliver {name}' tries again";

    private static CheckStatus? StatusOf(AgentRecord agent, string name) => agent.Checks.FirstOrDefault(check => check.Name == name)?.Status;

    private static bool IsDelivery(string check) => CheckNames.Delivery.Contains(check, StringComparer.Ordinal);

    private static LateDeliveryDecision Refuse(string reason) => new() { Refusal = reason };

    private static LateDeliveryDecision Nothing(string reason) => new() { Nothing = reason };
}
