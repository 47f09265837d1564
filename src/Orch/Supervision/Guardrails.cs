using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Supervision;

/// <summary>What keeps an agent from delivering past the checks out of habit. A hostile one gets around it, and is found out by the checks.</summary>
/// <param name="Folder">A directory for the front of the agent's PATH; null when there is none.</param>
/// <param name="Configuration">What git is told by its environment.</param>
internal sealed record Guardrails(string? Folder, IReadOnlyList<ConfigurationEntry> Configuration)
{
    /// <summary>What a push is sent to: git names it when it says that it cannot push.</summary>
    public const string Blocked = "orch-delivers-this-work://do-not-push";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Local paths are not among them: a project's own tests may well push to a scratch repository.
    private static readonly string[] Remote = ["https://", "http://", "ssh://", "git://", "git@"];

    /// <summary>Makes them for one agent.</summary>
    /// <param name="folder">The agent's folder.</param>
    /// <param name="orchBinary">The orch binary.</param>
    /// <param name="user">The user's environment.</param>
    /// <param name="remotes">The names of the repository's remotes.</param>
    /// <param name="repository">What was seen of the repository.</param>
    public static Guardrails Make(string folder, string orchBinary, IReadOnlyDictionary<string, string> user, IReadOnlyList<string> remotes, RepositoryFacts repository)
    {
        string[] addresses = [.. new[] { repository.ConfiguredUrl, repository.FetchUrl, repository.PushUrl }.OfType<string>().Distinct(StringComparer.Ordinal)];
        return new(Programs(Path.Combine(folder, "guard"), orchBinary, user), [.. Blocks(remotes, addresses), .. WithoutCredentials(addresses, repository.RemoteConfiguration)]);
    }

    private static IEnumerable<ConfigurationEntry> Blocks(IReadOnlyList<string> remotes, IReadOnlyList<string> addresses) =>
    [
        .. remotes.Select(remote => new ConfigurationEntry($"remote.{remote}.pushurl", Blocked)),
        .. Remote.Concat(addresses).Select(start => new ConfigurationEntry($"url.{Blocked}/.pushinsteadof", start)),
    ];

    // An empty value ends the list of what was configured before it.
    private static IEnumerable<ConfigurationEntry> WithoutCredentials(IReadOnlyList<string> addresses, IReadOnlyList<ConfigurationEntry> configuration) =>
    [
        .. addresses
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url.GetLeftPart(UriPartial.Authority) : null)
            .OfType<string>()
            .Select(WithoutUser)
            .Distinct(StringComparer.Ordinal)
            .Select(host => new ConfigurationEntry($"credential.{host}.helper", "")),
        .. configuration
            .Where(entry => entry.Key.StartsWith("http.", StringComparison.OrdinalIgnoreCase) && entry.Key.EndsWith(".extraheader", StringComparison.OrdinalIgnoreCase))
            .Select(entry => entry.Key)
            .Distinct(StringComparer.Ordinal)
            .Select(key => new ConfigurationEntry(key, "")),
    ];

    private static string WithoutUser(string authority) =>
        authority.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? $"{authority[..(authority.IndexOf("//", StringComparison.Ordinal) + 2)]}{authority[(at + 1)..]}" : authority;

    private static string? Programs(string folder, string orchBinary, IReadOnlyDictionary<string, string> user)
    {
        if (folder.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        StateDirectory.EnsurePrivate(folder);
        if (ProgramFinder.Find("gh", user) is { } gh)
        {
            Write(Path.Combine(folder, "gh"), $"exec {Quoted(orchBinary)} {GhGate.Verb} {Quoted(gh)} \"$@\"");
        }

        if (ProgramFinder.Find("ssh", user) is { } ssh)
        {
            Write(Path.Combine(folder, "ssh"), $$"""
                for word; do
                    case $word in
                        *git-receive-pack*) echo "orch: pushing is refused: leave your commits on this branch, they are checked and delivered for you" >&2; exit 1 ;;
                    esac
                done
                exec {{Quoted(ssh)}} "$@"
                """);
        }

        return folder;
    }

    private static void Write(string path, string script)
    {
        PrivateFile.Write(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, Executable);
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
