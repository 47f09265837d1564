using System.CommandLine;

namespace Orch.Cli.Commands;

/// <summary>Options and arguments of the same form in several commands.</summary>
internal static class Flags
{
    /// <summary>An option without a value. Without the arity a following "true" or "false", a word of a task perhaps, would be taken for its value.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<string> Text(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName };

    /// <summary>One of some words.</summary>
    public static Option<string> Choice(string name, string description, params IReadOnlyList<string> words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!words.Contains(word, StringComparer.Ordinal))
            {
                result.AddError($"{name} takes {string.Join(" or ", words)}, not '{word}'");
            }

            return word;
        },
    };

    /// <summary>A whole number within bounds.</summary>
    public static Option<int?> Number(string name, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {least} {(most == int.MaxValue ? "up" : $"to {most}")}, not '{text}'");
            return null;
        },
    };

    /// <summary>An amount of US dollars.</summary>
    public static Option<decimal?> Amount(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var amount) && amount > 0)
            {
                return amount;
            }

            result.AddError($"{name} takes an amount as 2 or 0.50, more than 0, not '{text}'");
            return null;
        },
    };

    /// <summary>A count that may be large.</summary>
    public static Option<long?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count > 0)
            {
                return count;
            }

            result.AddError($"{name} takes a whole number from 1 up, not '{text}'");
            return null;
        },
    };

    /// <summary>A duration of at most 24 days, the longest that a timer keeps.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "D",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DurationText.TryParse(text, out var duration) && duration <= TimeSpan.FromDays(24))
            {
                return duration;
            }

            result.AddError($"{name} takes a duration as 90s, 30m or 2h (a number and ms, s, m, h or d; at most 24d), not '{text}'");
            return null;
        },
    };

    public static Option<bool> Json(string description) => Flag("--json", description);

    public static Argument<string> AgentName() => new("NAME") { Description = "The agent's name, as 'orch list' shows it" };

    public static Argument<string[]> AgentNames(ArgumentArity arity) =>
        new("NAME") { Description = "Names of agents, as 'orch list' shows them", Arity = arity };
}
