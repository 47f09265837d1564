using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>What attempts cost. A price that the CLI did not state is said to be unknown, never guessed.</summary>
internal static class Money
{
    public static string Of(AttemptRecord attempt) => attempt.CostUsd is { } cost ? Show(cost) : "cost unknown";

    public static string Of(IReadOnlyCollection<AttemptRecord> attempts)
    {
        var known = attempts.Where(attempt => attempt.CostUsd is not null).ToList();
        return (known.Count, attempts.Count) switch
        {
            (_, 0) => "nothing spent",
            (0, _) => "unknown",
            var (some, all) when some < all => $"{Show(known.Sum(attempt => attempt.CostUsd!.Value))} and what attempt {string.Join(", ", attempts.Where(attempt => attempt.CostUsd is null).Select(attempt => attempt.N))} cost, which is unknown",
            _ => Show(known.Sum(attempt => attempt.CostUsd!.Value)),
        };
    }

    public static string Tokens(AttemptRecord attempt) => (attempt.InputTokens, attempt.OutputTokens) switch
    {
        (null, null) => "tokens unknown",
        var (input, output) => $"{Count(input)} tokens in, {Count(output)} out",
    };

    /// <summary>What several agents cost together.</summary>
    public static string Total(IReadOnlyCollection<AttemptRecord> attempts) => attempts.Count(attempt => attempt.CostUsd is null) switch
    {
        _ when attempts.Count == 0 => "nothing spent",
        var unknown when unknown == attempts.Count => "cost unknown",
        0 => $"cost {Show(attempts.Sum(attempt => attempt.CostUsd!.Value))}",
        var unknown => $"cost {Show(attempts.Sum(attempt => attempt.CostUsd ?? 0))} and that of {unknown} {(unknown == 1 ? "attempt" : "attempts")}, which is unknown",
    };

    /// <summary>The known cost in a few cells; with a plus sign when there is more of it that is unknown.</summary>
    public static string Short(IReadOnlyCollection<AttemptRecord> attempts) =>
        attempts.Sum(attempt => attempt.CostUsd) is var sum && attempts.All(attempt => attempt.CostUsd is null)
            ? attempts.Count > 0 ? "?" : "-"
            : $"${sum:0.00}{(attempts.Any(attempt => attempt.CostUsd is null) ? "+" : "")}";

    /// <summary>The known tokens, in and out, in a few cells.</summary>
    public static string ShortTokens(IReadOnlyCollection<AttemptRecord> attempts)
    {
        if (attempts.All(attempt => attempt is { InputTokens: null, OutputTokens: null }))
        {
            return attempts.Count > 0 ? "?" : "-";
        }

        return attempts.Sum(attempt => (attempt.InputTokens ?? 0) + (attempt.OutputTokens ?? 0)) switch
        {
            < 1_000 and var few => $"{few}",
            < 10_000 and var some => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{some / 1000m:0.0}k"),
            < 1_000_000 and var many => $"{many / 1000}k",
            var most => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{most / 1_000_000m:0.0}M"),
        };
    }

    private static string Show(decimal cost) => $"${cost:0.00##}";

    private static string Count(long? tokens) => tokens is { } number ? $"{number:#,0}" : "?";
}
