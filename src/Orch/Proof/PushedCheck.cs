using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether the remote branch is the checked commit.</summary>
internal static class PushedCheck
{
    public static CheckRecord Judge(PushSeen seen, string head, string branch) => seen switch
    {
        { IsAttempted: false } => new(CheckNames.Pushed, CheckStatus.Skipped, seen.Reason ?? "not pushed"),
        { RemoteSha: { } sha } when sha == head => new(CheckNames.Pushed, CheckStatus.Passed, $"{branch} at the remote is {head}"),
        { RemoteSha: { } sha } => new(CheckNames.Pushed, CheckStatus.Failed, $"{branch} at the remote is {sha} instead of {head}{Because(seen)}"),
        _ => new(CheckNames.Pushed, CheckStatus.Failed, $"{branch} was not seen at the remote{Because(seen)}"),
    };

    private static string Because(PushSeen seen) => seen.Reason is { } reason ? $": {reason}" : "";
}
