using Orch.State;
using Orch.Supervision;

namespace Orch.SystemTests.Agents;

/// <summary>
/// Every failure there is, met by real agent CLIs, each as the first of a chain: the kind is told right, and within its bound.
/// The times are left as a table in <c>artifacts/failure-matrix</c>.
/// </summary>
public abstract class FailureMatrixTests(string cli)
{
    /// <summary>What this CLI makes of a failure otherwise than most.</summary>
    /// <summary>How the CLI is told to stop after so many turns: a change of the attempt; null when it has no way.</summary>
    private protected virtual Func<AttemptOrder, AttemptOrder>? TurnLimit => null;

    protected virtual IReadOnlyDictionary<string, AttemptOutcome> Differing { get; } = new Dictionary<string, AttemptOutcome>(StringComparer.Ordinal);

    [Fact]
    public async Task Every_failure_is_told_by_its_kind()
    {
        (string Failure, string? Scenario, AttemptOutcome Kind)[] failures =
        [
            ("429, short", "ratelimit:2", AttemptOutcome.RateLimited),
            ("429, long", "ratelimit:7200", AttemptOutcome.RateLimited),
            ("429, window used up", "quota", AttemptOutcome.RateLimited),
            ("no credit", "credit", AttemptOutcome.Billing),
            ("401", "auth", AttemptOutcome.Auth),
            ("403", "forbidden", AttemptOutcome.Auth),
            ("overloaded", "overloaded", AttemptOutcome.Overloaded),
            ("500", "error500", AttemptOutcome.Overloaded),
            ("503", "unavailable", AttemptOutcome.Overloaded),
            ("refused", null, AttemptOutcome.Unreachable),
            ("reset", "drop", AttemptOutcome.Unreachable),
            ("stream cut", "truncated", AttemptOutcome.Malformed),
            ("empty reply", "empty", AttemptOutcome.Malformed),
            ("page instead of reply", "garbage", AttemptOutcome.Malformed),
            ("unknown model", "notfound", AttemptOutcome.ModelNotFound),
            ("context too long", "toolong", AttemptOutcome.ContextTooLong),
        ];
        await using var matrix = new FailureMatrix(cli);

        // Those that hang cost nothing but time: meanwhile the others go on.
        var hanging = Task.WhenAll(
            matrix.MeetAsync("hang before headers", "hang", Impatient),
            matrix.MeetAsync("hang in the stream", "hangstream", Impatient));
        var wrong = new List<string>();
        foreach (var (failure, scenario, kind) in failures)
        {
            var expected = Differing.GetValueOrDefault(failure, kind);
            var outcome = await matrix.MeetAsync(failure, scenario);
            if (outcome != expected)
            {
                wrong.Add($"{failure}: {outcome} instead of {expected}");
            }
        }

        if (TurnLimit is { } limit && await matrix.MeetAsync("limit of turns", "ok", limit) is not AttemptOutcome.LimitReached and var ended)
        {
            wrong.Add($"limit of turns: {ended}");
        }

        Assert.Empty(wrong);
        Assert.All(await hanging, outcome => Assert.Equal(AttemptOutcome.IdleTimeout, outcome));
    }

    private static AttemptOrder Impatient(AttemptOrder order) => order with { IdleTimeout = TimeSpan.FromSeconds(10) };
}

public sealed class ClaudeFailureMatrixTests() : FailureMatrixTests("claude")
{
    // It asks again without a stream, and gets its answer.
    protected override IReadOnlyDictionary<string, AttemptOutcome> Differing { get; } =
        new Dictionary<string, AttemptOutcome>(StringComparer.Ordinal) { ["stream cut"] = AttemptOutcome.Success };

    private protected override Func<AttemptOrder, AttemptOrder> TurnLimit => order => order with { ExtraArguments = ["--max-turns", "1"] };

    [Fact]
    public async Task A_budget_that_is_used_up_is_a_limit()
    {
        await using var matrix = new FailureMatrix("claude", "claude-budget");

        Assert.Equal(AttemptOutcome.LimitReached, await matrix.MeetAsync("budget", "ok", order => order with { MaxUsd = 0.0001m }));
    }
}

public sealed class CodexFailureMatrixTests() : FailureMatrixTests("codex");

public sealed class GeminiFailureMatrixTests() : FailureMatrixTests("gemini");

public sealed class CopilotFailureMatrixTests() : FailureMatrixTests("copilot");
