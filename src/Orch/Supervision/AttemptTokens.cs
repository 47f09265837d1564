using Orch.State;

namespace Orch.Supervision;

/// <summary>What an attempt used by itself.</summary>
internal static class AttemptTokens
{
    /// <summary>The attempt's own share of a count that goes over the whole vendor session, as codex reports it.</summary>
    /// <param name="counted">What the CLI reported; null for nothing.</param>
    /// <param name="session">The session.</param>
    /// <param name="earlier">The attempts before.</param>
    /// <param name="tokens">Which count of an attempt is meant.</param>
    public static long? Own(long? counted, string? session, IReadOnlyList<AttemptRecord> earlier, Func<AttemptRecord, long?> tokens) =>
        counted is { } all && session is not null
            ? Math.Max(0, all - earlier.Where(attempt => attempt.SessionId == session).Sum(attempt => tokens(attempt) ?? 0))
            : counted;
}
