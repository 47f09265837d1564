using System.Globalization;
using Orch.State;

namespace Orch.Supervision;

/// <summary>What a run may use, all of its agents together; null where nothing was said.</summary>
/// <param name="MaxUsd">US dollars, as the CLIs state them.</param>
/// <param name="MaxTokens">Input and output tokens, as the CLIs state them.</param>
internal sealed record Budget(decimal? MaxUsd, long? MaxTokens)
{
    public bool IsSet => MaxUsd is not null || MaxTokens is not null;

    /// <summary>The budget with what a person granted: each answer to a used-up budget grants the same again.</summary>
    public Budget Granted(int times) => new(MaxUsd * (1 + times), MaxTokens * (1 + times));

    public bool IsUsedUp(BudgetUse use) => (MaxUsd is { } usd && use.Usd >= usd) || (MaxTokens is { } tokens && use.Tokens >= tokens);

    /// <summary>One line on what was used of it.</summary>
    public string Describe(BudgetUse use)
    {
        var parts = new List<string>();
        if (MaxUsd is { } usd)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{use.Usd:0.00##} of {usd:0.00##} USD"));
        }

        if (MaxTokens is { } tokens)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{use.Tokens} of {tokens} tokens"));
        }

        return $"{string.Join(" and ", parts)} are used";
    }
}
