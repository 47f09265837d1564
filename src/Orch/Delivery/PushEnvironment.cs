using System.Globalization;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>The environment of the git that pushes. Configuration travels in it, for an argument vector is for all to read.</summary>
internal static class PushEnvironment
{
    /// <summary>The name under which the address is configured; long enough that nobody has a remote of this name.</summary>
    public const string Remote = "orch-delivery-target";

    private static readonly string[] Sections = ["credential.", "http.", "url.", "ssh.", "lfs."];
    private static readonly string[] Keys = ["core.sshcommand", "core.gitproxy", "core.askpass"];

    public static Dictionary<string, string> Of(PushOrder order)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in order.Environment)
        {
            // Traces would end up in what is told to the user, headers and all.
            if (!name.StartsWith("GIT_TRACE", StringComparison.Ordinal) && name is not ("GIT_CURL_VERBOSE" or "GIT_SSL_VERSION_TRACE" or "GIT_LFS_SKIP_PUSH"))
            {
                environment[name] = value;
            }
        }

        if (order.ConfigurationIsComplete)
        {
            environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
            environment["GIT_CONFIG_NOSYSTEM"] = "1";
        }

        var entries = order.Configuration
            .Select(entry => LfsKeys.Renamed(entry, order.RemoteName))
            .OfType<ConfigurationEntry>()
            .Where(entry => ReachesRemote(entry.Key))
            .Append(new($"remote.{Remote}.url", order.Url));
        var count = int.TryParse(environment.GetValueOrDefault("GIT_CONFIG_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var there) ? there : 0;
        foreach (var entry in entries)
        {
            environment[$"GIT_CONFIG_KEY_{count}"] = entry.Key;
            environment[$"GIT_CONFIG_VALUE_{count}"] = entry.Value;
            count++;
        }

        environment["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
        return environment;
    }

    /// <summary>What a user has set up for ssh is left as it is; else ssh is told not to ask anybody.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="sshCommand">core.sshCommand as git sees it; null when it is not set.</param>
    public static IReadOnlyList<(string Name, string Value)> QuietSsh(IReadOnlyDictionary<string, string> environment, string? sshCommand) =>
        string.IsNullOrEmpty(sshCommand) && !environment.ContainsKey("GIT_SSH_COMMAND") && !environment.ContainsKey("GIT_SSH")
            ? [("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")]
            : [];

    // Entries of remotes speak of other names than ours; a pushurl or a mirror among them must not join in. Where the user's large files lie here is no matter of the remote.
    private static bool ReachesRemote(string key) =>
        (Keys.Contains(key, StringComparer.OrdinalIgnoreCase) || key.StartsWith($"remote.{Remote}.lfs", StringComparison.Ordinal) || Sections.Any(section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
        && key != "lfs.storage";
}
