namespace Orch.Proof;

/// <summary>A command that was run on the checked commit.</summary>
/// <param name="Command">As it was given to the shell, secrets redacted.</param>
/// <param name="HeadSha">The commit that it ran on.</param>
/// <param name="ExitCode">As a shell reports it; null when it did not come to that.</param>
/// <param name="TimedOut">Its time ran out.</param>
/// <param name="DurationMs">From start to exit in milliseconds.</param>
/// <param name="Log">The file with its output, absolute.</param>
/// <param name="LogSha256">The file's SHA-256 in lower-case hexadecimal.</param>
internal sealed record EvidenceCommand(string Command, string HeadSha, int? ExitCode, bool TimedOut, long DurationMs, string? Log, string? LogSha256);
