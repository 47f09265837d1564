using System.Text.RegularExpressions;

namespace Orch.Delivery;

/// <summary>A repository on github.com.</summary>
/// <param name="Owner">The user or organisation.</param>
/// <param name="Name">Its name without <c>.git</c>.</param>
internal sealed partial record GitHubAddress(string Owner, string Name)
{
    /// <summary>Owner and name, <c>acme/demo</c>.</summary>
    public string FullName => $"{Owner}/{Name}";

    /// <summary>With the host, so that a GH_HOST in the environment does not send <c>gh</c> elsewhere.</summary>
    public string Qualified => $"github.com/{FullName}";

    /// <summary>Which repository a remote leads to. The address as configured counts; only when that is none of GitHub's (a user's own shorthand) the one that git made of it.</summary>
    /// <param name="configured">What the configuration says; null without a remote.</param>
    /// <param name="rewritten">What git makes of it (<c>insteadOf</c>); null without a remote.</param>
    public static GitHubAddress? Of(string? configured, string? rewritten) => Parse(configured) ?? Parse(rewritten);

    /// <summary>The repository that an address names; null when it is none on github.com.</summary>
    public static GitHubAddress? Parse(string? address)
    {
        var text = address?.Trim() ?? "";
        var match = UrlForm().Match(text);
        if (!match.Success)
        {
            match = ScpForm().Match(text);
        }

        return match.Success && match.Groups["name"].Value is not ("." or "..") and var name ? new(match.Groups["owner"].Value, name) : null;
    }

    // ssh.github.com:443 is GitHub's door for networks that close port 22.
    [GeneratedRegex("""^(https?|git|(git\+)?ssh)://([^/@]*@)?((www\.)?github\.com|ssh\.github\.com)(:[0-9]+)?/+(?<owner>[A-Za-z0-9][A-Za-z0-9_-]*)/(?<name>[A-Za-z0-9_.-]+?)(\.git)?/*$""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UrlForm();

    [GeneratedRegex("""^([^/@:]+@)?(ssh\.)?github\.com:/*(?<owner>[A-Za-z0-9][A-Za-z0-9_-]*)/(?<name>[A-Za-z0-9_.-]+?)(\.git)?/*$""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ScpForm();
}
