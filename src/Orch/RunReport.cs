using Orch.State;

namespace Orch;

/// <summary>What the checks on the commit found.</summary>
/// <param name="HeadSha">The commit.</param>
/// <param name="HasChanged">There is a commit that was not there before.</param>
/// <param name="Checks">committed, scope, tamper, secrets, validation.</param>
/// <param name="FailedValidationOutput">The tail of the validation's output when that failed; null otherwise.</param>
internal sealed record RunReport(string HeadSha, bool HasChanged, IReadOnlyList<CheckRecord> Checks, string? FailedValidationOutput)
{
    /// <summary>Every check so far passed or was skipped.</summary>
    public bool IsClean => Checks.All(check => check.Status != CheckStatus.Failed);
}
