using System.Text.RegularExpressions;

namespace Orch.Delivery;

/// <summary>What may be pushed, decided from what was seen.</summary>
internal static partial class PushRules
{
    /// <summary>Why an order cannot be carried out at all; null when it can be tried.</summary>
    public static string? Problem(PushOrder order) =>
        !ObjectName().IsMatch(order.Commit) ? $"'{order.Commit}' is not the full name of a commit"
        : order.Expected is { } expected && !ObjectName().IsMatch(expected) ? $"'{expected}' is not the full name of a commit"
        : order.Url.Length == 0 ? "there is no address to push to"
        : null;

    /// <summary>What there is to do about the remote branch; null when the commit is to be pushed.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="tip">The commit of the remote branch; null when there is none.</param>
    public static PushResult? BeforePush(PushOrder order, string? tip)
    {
        if (tip == order.Commit)
        {
            return new(PushOutcome.AlreadyThere, $"{order.Branch} at the remote is at {Short(tip)} already", tip);
        }

        return tip == order.Expected ? null : new(PushOutcome.Diverged, (tip, order.Expected) switch
        {
            (null, { } expected) => $"{order.Branch} is gone from the remote, where it was at {Short(expected)}",
            ({ } other, null) => $"the remote has a branch {order.Branch} already, at {Short(other)}",
            ({ } other, { } expected) => $"{order.Branch} at the remote moved from {Short(expected)} to {Short(other)} meanwhile",
            _ => "",
        }, tip);
    }

    public static string Short(string sha) => sha[..Math.Min(sha.Length, 10)];

    [GeneratedRegex("^([0-9a-f]{40}|[0-9a-f]{64})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ObjectName();
}
