namespace Orch.State;

/// <summary>A vendor account that takes no requests for now, as some agent saw.</summary>
/// <param name="Cli">The agent CLI.</param>
/// <param name="Account">Which of its accounts: an opaque key over everything that chooses one.</param>
/// <param name="Kind">rate_limited, overloaded or billing.</param>
/// <param name="Until">From when on it may be tried again.</param>
/// <param name="Detail">What the vendor said; null for nothing.</param>
/// <param name="SeenAt">When it was seen.</param>
internal sealed record Cooldown(string Cli, string Account, AttemptOutcome Kind, DateTimeOffset Until, string? Detail, DateTimeOffset SeenAt);
