using System.Text.RegularExpressions;

namespace Orch.Workspaces;

/// <summary>Names of files that usually hold secrets. Orch itself never commits or copies a new file of such a name.</summary>
internal static partial class SecretNames
{
    public static bool LooksSecret(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Names().IsMatch(name) && !Examples().IsMatch(name);
    }

    [GeneratedRegex(
        @"^(\.env(rc|\..+)?|.+\.env|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|ovpn|tfvars|tfstate(\.backup)?)|id_(rsa|dsa|ecdsa|ed25519)(_.+)?"
        + @"|[._]netrc|\.(npmrc|pypirc|pgpass|my\.cnf|htpasswd|dockercfg|git-credentials|vault-token)|credentials(\.json)?"
        + @"|(service[-_]account|client[-_]secret).*\.json|(.*[-_.])?secrets?\.(json|ya?ml|toml|txt))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"\.(example|sample|template|dist|test|pub)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Examples();
}
