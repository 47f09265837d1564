using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>
/// Names of files that hold secrets and nothing else. Fewer than those that Orch does not commit by itself: a certificate or a registry's
/// address is often committed on purpose, and their content is looked at anyway.
/// </summary>
internal static partial class SecretFiles
{
    public static bool IsSecret(string path) => Pattern().IsMatch(path[(path.LastIndexOf('/') + 1)..]);

    [GeneratedRegex(
        """^(\.env(\.local|\.production|\.prod)?|.+\.(p12|pfx|jks|keystore|kdbx|ppk)|id_(rsa|dsa|ecdsa|ed25519)|[._]netrc|\.pypirc|\.git-credentials|\.htpasswd)$""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
