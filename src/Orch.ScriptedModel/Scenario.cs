using System.Globalization;
using System.Text.RegularExpressions;

namespace Orch.ScriptedModel;

/// <summary>
/// A scenario by name: <c>NAME</c>, <c>NAME:SECONDS</c> (a rate limit's wait, the pause of <c>slow</c>), <c>NAME-then-ok:N</c> (for the
/// first N calls) and <c>after:N:…</c> before any of them (from turn N on).
/// </summary>
internal sealed partial record Scenario(Behaviour Behaviour, double? Seconds, int AfterTurn, int? Times)
{
    /// <summary>The scenario of that name, or null when there is none.</summary>
    public static Scenario? Parse(string name)
    {
        var match = Grammar().Match(name);
        return match.Success && BehaviourOf(match.Groups["name"].Value) is { } behaviour
            ? new Scenario(behaviour, Number(match.Groups["seconds"]), (int?)Number(match.Groups["after"]) ?? 0, (int?)Number(match.Groups["times"]))
            : null;
    }

    /// <summary>What to do on a turn.</summary>
    /// <param name="turn">The turn of the conversation.</param>
    /// <param name="countCall">Counts this call and gives its number, from 1; asked only when it matters.</param>
    public Behaviour At(int turn, Func<int> countCall)
    {
        var past = turn < AfterTurn || (Times is { } times && countCall() > times);
        return past ? Behaviour.Ok : Behaviour;
    }

    private static Behaviour? BehaviourOf(string name) => name switch
    {
        "ok" => Behaviour.Ok,
        "slow" => Behaviour.Slow,
        "noop" => Behaviour.Noop,
        "maxtok" => Behaviour.MaxTokens,
        "ratelimit" => Behaviour.RateLimit,
        "quota" => Behaviour.Quota,
        "credit" => Behaviour.Credit,
        "auth" => Behaviour.Auth,
        "auth401" => Behaviour.Auth401,
        "forbidden" => Behaviour.Forbidden,
        "overloaded" => Behaviour.Overloaded,
        "unavailable" => Behaviour.Unavailable,
        "error500" => Behaviour.Error500,
        "badrequest" => Behaviour.BadRequest,
        "toolong" => Behaviour.TooLong,
        "notfound" => Behaviour.NotFound,
        "hang" => Behaviour.Hang,
        "hangstream" => Behaviour.HangStream,
        "drop" => Behaviour.Drop,
        "garbage" => Behaviour.Garbage,
        "badjson" => Behaviour.BadJson,
        "truncated" => Behaviour.Truncated,
        "empty" => Behaviour.Empty,
        "streamerr" => Behaviour.StreamError,
        _ => null,
    };

    private static double? Number(Group group) =>
        group.Success ? double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^(after:(?<after>\d{1,6}):)?(?<name>[a-z0-9]+)(:(?<seconds>\d{1,6}(\.\d{1,6})?))?(-then-ok:(?<times>\d{1,6}))?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
