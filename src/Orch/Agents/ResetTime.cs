using System.Globalization;
using System.Text.RegularExpressions;

namespace Orch.Agents;

/// <summary>Finds in an error text when the vendor will accept requests again.</summary>
internal static partial class ResetTime
{
    // Weekly limits are the longest in use; beyond a month it is a misreading.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(32);

    /// <summary>The time stated, or null.</summary>
    /// <param name="text">The vendor's or the CLI's words.</param>
    /// <param name="now">In local time: a time of day in the text is one of this zone.</param>
    public static DateTimeOffset? Find(string text, DateTimeOffset now) =>
        (FromDuration(text, now) ?? FromClock(text, now)) is { } at && at > now && at - now <= Longest ? at : null;

    // "try again in 1.5s", "Please retry in 2.4s", "will reset after 18h29m12s", "try again in 3 days 4 hours"
    private static DateTimeOffset? FromDuration(string text, DateTimeOffset now)
    {
        var match = Durations().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var seconds = match.Groups["amount"].Captures.Zip(match.Groups["unit"].Captures, (amount, unit) =>
            double.Parse(amount.Value, CultureInfo.InvariantCulture) * Seconds(unit.Value)).Sum();
        return seconds <= Longest.TotalSeconds ? now.AddSeconds(seconds) : null;
    }

    private static double Seconds(string unit) => unit.ToLowerInvariant() switch
    {
        "ms" => 0.001,
        ['s', ..] => 1,
        ['m', ..] => 60,
        ['h', ..] => 3600,
        _ => 86400,
    };

    // "try again at 5:56 AM", "try again at Nov 25th, 2026 5:56 AM", "resets 3am"
    private static DateTimeOffset? FromClock(string text, DateTimeOffset now)
    {
        var match = Clocks().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var hour = (int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture) % 12)
            + (match.Groups["half"].Value is ['p' or 'P', ..] ? 12 : 0);
        var minute = match.Groups["minute"] is { Success: true, Value: var written } ? int.Parse(written, CultureInfo.InvariantCulture) : 0;
        var clock = $"{hour}:{minute:00}";
        if (!match.Groups["month"].Success)
        {
            return TimeOnly.TryParseExact(clock, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? NextAfter(now, time)
                : null;
        }

        var year = match.Groups["year"] is { Success: true, Value: var stated } ? stated : now.Year.ToString(CultureInfo.InvariantCulture);
        return DateTime.TryParseExact($"{match.Groups["month"]} {match.Groups["day"]} {year} {clock}", "MMM d yyyy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date, now.Offset)
            : null;
    }

    private static DateTimeOffset NextAfter(DateTimeOffset now, TimeOnly time)
    {
        var today = new DateTimeOffset(now.Date + time.ToTimeSpan(), now.Offset);
        return today > now ? today : today.AddDays(1);
    }

    [GeneratedRegex(@"\b(again|retry|reset|resets|available) (in|after):? ((?<amount>\d{1,9}(\.\d{1,6})?) ?(?<unit>ms|s|m|h|d|secs?|seconds?|mins?|minutes?|hours?|days?)\b,? ?(and )?)+|\b(again|retry|reset|resets|available) (in|after):? ((?<amount>\d{1,9}(\.\d{1,6})?)(?<unit>[smhd]))+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Durations();

    [GeneratedRegex(@"\b(again at|resets( at)?) ((?<month>[a-z]{3})[a-z]* (?<day>\d{1,2})(st|nd|rd|th)?(, (?<year>\d{4}))?,? (at )?)?(?<hour>\d{1,2})(:(?<minute>\d{2}))? ?(?<half>[ap]m)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Clocks();
}
