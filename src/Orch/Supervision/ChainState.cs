using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>How the CLIs of a chain stand: by the agent's attempts so far, by the ledger that all agents share, and by the time each has left.</summary>
/// <param name="order">The series.</param>
/// <param name="state">The record.</param>
/// <param name="time">The clock.</param>
internal sealed class ChainState(SeriesOrder order, OrchState state, TimeProvider time)
{
    private readonly Dictionary<int, DateTimeOffset> deadlines = [];
    private readonly HashSet<int> pardoned = [];

    /// <summary>The present, as all decisions on the chain see it.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Which CLI is next.</summary>
    /// <param name="preferred">The one that is at work.</param>
    public ChainChoice Choose(int preferred) => ChainChoice.Of(Links(), preferred, Now);

    /// <summary>Whether another CLI could take over at once.</summary>
    public bool HasOther(int current) => ChainChoice.HasOther(Links(), current, Now);

    /// <summary>A CLI's time begins, with an attempt or with the wait for one; what is left of it when it had begun before.</summary>
    public TimeSpan Begin(int index)
    {
        if (!deadlines.TryGetValue(index, out var deadline))
        {
            deadlines[index] = deadline = Now + order.Settings.Timeout;
        }

        return deadline - Now is var left && left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>An attempt whose failure says nothing against its CLI.</summary>
    public void Pardon(int attempt) => pardoned.Add(attempt);

    private List<ChainLink> Links()
    {
        var attempts = state.Agents.Get(order.AgentName).Record.Attempts
            .Where(one => one.N > order.SpentSince && !pardoned.Contains(one.N))
            .ToList();
        var now = Now;
        return [.. order.Chain.Select((cli, index) => new ChainLink(
            IsSpent(cli, attempts) || (deadlines.TryGetValue(index, out var deadline) && deadline <= now),
            state.Cooldowns.Find(cli.Name, AgentAccount.Key(cli, order.EnvironmentOf(cli)))?.Until,
            deadlines.TryGetValue(index, out var end) ? end : now + order.Settings.Timeout))];
    }

    private static bool IsSpent(AgentCli cli, IEnumerable<AttemptRecord> attempts) => attempts.Any(one =>
        one.Cli == cli.Name
        && one.Outcome is { } outcome
        && outcome is not (AttemptOutcome.Success or AttemptOutcome.Killed)
        && !CooldownRules.Passes(outcome));
}
