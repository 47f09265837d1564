using System.Text.RegularExpressions;

namespace Orch.Delivery;

/// <summary>A repository on GitHub.</summary>
/// <param name="Owner">The owner's login.</param>
/// <param name="Name">The repository's name.</param>
internal sealed partial record GitHubAddress(string Owner, string Name)
{
    /// <summary>The repository behind a remote's address; null when the address is not one of github.com.</summary>
    public static GitHubAddress? Parse(string? url) =>
        url is not null && Forms().Match(url) is { Success: true } match ? new(match.Groups["owner"].Value, match.Groups["name"].Value) : null;

    public override string ToString() => $"{Owner}/{Name}";

    [GeneratedRegex(
        @"^(https?://([^/@\s]*@)?(www\.)?github\.com(:443)?/|ssh://([^/@\s]+@)?(ssh\.)?github\.com(:\d+)?/|git://github\.com/|([^/@\s:]+@)(ssh\.)?github\.com:)(?<owner>[A-Za-z0-9][A-Za-z0-9-]*)/(?<name>[A-Za-z0-9._-]+?)(\.git)?/?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forms();
}
