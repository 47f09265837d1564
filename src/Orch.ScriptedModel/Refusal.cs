namespace Orch.ScriptedModel;

/// <summary>A call to be answered with an error status.</summary>
/// <param name="Kind">One of the behaviours from <see cref="Behaviour.RateLimit"/> to <see cref="Behaviour.NotFound"/>.</param>
/// <param name="Model">The model that was asked for.</param>
/// <param name="Seconds">After how long the caller may come back, when the scenario says.</param>
/// <param name="Now">The time now, for answers that name a moment.</param>
internal sealed record Refusal(Behaviour Kind, string Model, double? Seconds, DateTimeOffset Now)
{
    /// <summary>How long a used-up window stays closed.</summary>
    public long QuotaSeconds => (long)(Seconds ?? 7200);

    /// <summary>When it opens again, in Unix seconds.</summary>
    public long QuotaReset => Now.ToUnixTimeSeconds() + QuotaSeconds;

    /// <summary>The header that names the wait, when the scenario says how long.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RetryAfter =>
        Seconds is { } seconds ? [new("retry-after", $"{Math.Ceiling(seconds)}")] : [];
}
