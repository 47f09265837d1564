using System.Text.RegularExpressions;

namespace Orch.Workspaces;

/// <summary>Names of files that usually hold secrets. Such files are never committed or copied by Orch.</summary>
internal static partial class SecretNames
{
    public static bool LooksSecret(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Names().IsMatch(name) && !Examples().IsMatch(name);
    }

    [GeneratedRegex(
        @"^(\.env(\..+)?|.+\.env|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk)|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|_netrc|\.npmrc|\.pypirc|\.git-credentials|credentials(\.json)?|service[-_]account.*\.json|secrets?\.(json|ya?ml|toml))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"\.(example|sample|template|dist|test|pub)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Examples();
}
