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

    private static string Show(decimal cost) => $"${cost:0.00##}";

    private static string Count(long? tokens) => tokens is { } number ? $"{number:#,0}" : "?";
}
