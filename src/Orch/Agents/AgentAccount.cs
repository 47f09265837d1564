using System.Security.Cryptography;
using System.Text;

namespace Orch.Agents;

/// <summary>Tells the accounts of a CLI apart, without keeping any of what chooses them.</summary>
internal static class AgentAccount
{
    /// <summary>An opaque key: the same for the same home and the same values of the variables by which the CLI finds its account.</summary>
    public static string Key(AgentCli cli, IReadOnlyDictionary<string, string> environment)
    {
        var text = new StringBuilder();
        foreach (var name in (string[])["HOME", .. cli.AccountVariables])
        {
            text.Append(name).Append('=').Append(environment.GetValueOrDefault(name)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
