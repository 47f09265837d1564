using Orch.State;

namespace Orch.Supervision;

/// <summary>What attempts used, as far as their CLIs said.</summary>
internal sealed record BudgetUse(decimal Usd, long Tokens)
{
    public static BudgetUse Of(IEnumerable<AttemptRecord> attempts) => attempts.Aggregate(
        new BudgetUse(0, 0),
        (sum, one) => sum.Plus(one.CostUsd, one.InputTokens, one.OutputTokens));

    public BudgetUse Plus(decimal? usd, long? inputTokens, long? outputTokens) => new(Usd + (usd ?? 0), Tokens + (inputTokens ?? 0) + (outputTokens ?? 0));
}
