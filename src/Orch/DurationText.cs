using System.Globalization;

namespace Orch;

/// <summary>Durations as users write them: a number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, as in <c>90s</c> or <c>1.5h</c>.</summary>
internal static class DurationText
{
    /// <summary>A hundred years; what is longer is a slip of the hand.</summary>
    private const decimal MostMilliseconds = 36_525m * 24 * 60 * 60 * 1000;

    /// <summary>Reads a duration; zero, negative and absurdly long ones are refused.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.AsSpan().TrimEnd("mshd");
        var factor = text[digits.Length..] switch
        {
            "ms" => 1m,
            "s" => 1_000m,
            "m" => 60_000m,
            "h" => 3_600_000m,
            "d" => 86_400_000m,
            _ => 0m,
        };
        if (factor == 0
            || digits.Length is 0 or > 20
            || !char.IsAsciiDigit(digits[0])
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > MostMilliseconds / factor)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(number * factor * TimeSpan.TicksPerMillisecond));
        return duration > TimeSpan.Zero;
    }

    /// <summary>A duration in its two largest units, as in <c>3m 12s</c>.</summary>
    public static string Show(TimeSpan duration) => duration switch
    {
        { Ticks: < 0 } => "0s",
        { TotalSeconds: < 1 } => $"{duration.Milliseconds}ms",
        { TotalMinutes: < 1 } => $"{duration.Seconds}s",
        { TotalHours: < 1 } => $"{duration.Minutes}m {duration.Seconds}s",
        { TotalDays: < 1 } => $"{duration.Hours}h {duration.Minutes}m",
        _ => $"{duration.Days}d {duration.Hours}h",
    };

    /// <summary>A duration in its largest unit, as in <c>3m</c>.</summary>
    public static string ShowShort(TimeSpan duration) => Show(duration).Split(' ')[0];
}
