namespace Orch.State;

/// <summary>The checks of the proof, in the order in which they are always listed.</summary>
internal static class CheckNames
{
    public const string Committed = "committed";
    public const string Scope = "scope";
    public const string Tamper = "tamper";
    public const string Secrets = "secrets";
    public const string Validation = "validation";
    public const string Pushed = "pushed";
    public const string PullRequest = "pull_request";

    /// <summary>The two that look at the delivery.</summary>
    public static IReadOnlyList<string> Delivery { get; } = [Pushed, PullRequest];

    public static IReadOnlyList<string> All { get; } = [Committed, Scope, Tamper, Secrets, Validation, Pushed, PullRequest];

    /// <summary>All checks in their order; one that was not made is skipped for the given reason. The last verdict on a name counts.</summary>
    public static IReadOnlyList<CheckRecord> Complete(IReadOnlyList<CheckRecord> made, string reason) =>
        [.. All.Select(name => made.LastOrDefault(check => check.Name == name) ?? new(name, CheckStatus.Skipped, reason))];
}
