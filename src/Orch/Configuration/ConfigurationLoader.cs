using Orch.Agents;
using Orch.State;

namespace Orch.Configuration;

/// <summary>Finds and reads the files of the configuration.</summary>
/// <param name="environment">The user's environment.</param>
/// <param name="state">Where it is recorded which files are trusted.</param>
internal sealed class ConfigurationLoader(IReadOnlyDictionary<string, string> environment, StateDirectory state)
{
    /// <summary>The name of the repository's file, at the top of the checkout.</summary>
    public const string RepositoryFileName = "orch.toml";

    private const int LargestFile = 1024 * 1024;

    /// <param name="directory">The directory that Orch was called in.</param>
    /// <param name="flags">What was given as options.</param>
    /// <exception cref="OrchException">A file cannot be read, or something in it is wrong (usage).</exception>
    public LoadedConfiguration Load(string directory, IReadOnlyList<Setting> flags)
    {
        IReadOnlyList<string> known = [.. new AgentCatalog().All.Select(cli => cli.Name)];
        var reader = new ConfigurationReader(known);
        var userPath = UserPath();
        var userFile = Read(reader, userPath, SettingSource.UserFile, mayBeLink: true);
        var checkout = Checkout.Find(directory, environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 });
        var repositoryFile = checkout is null ? null : Read(reader, Path.Combine(checkout, RepositoryFileName), SettingSource.RepositoryFile, mayBeLink: false);
        var isTrusted = repositoryFile is not null && new TrustedFiles(state).Contains(repositoryFile.Path, repositoryFile.Sha256);
        var settings = SettingsMerge.Merge(new()
        {
            UserFile = userFile,
            RepositoryFile = repositoryFile,
            IsRepositoryTrusted = isTrusted,
            Environment = environment,
            Flags = flags,
            KnownClis = known,
        });
        return new(settings, userPath, checkout) { UserFile = userFile, RepositoryFile = repositoryFile, IsRepositoryTrusted = isTrusted };
    }

    /// <summary>Where the user's file is, or would be: <c>$XDG_CONFIG_HOME/orch/config.toml</c>, else <c>~/.config/orch/config.toml</c>.</summary>
    public string UserPath()
    {
        var home = environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } configured && Path.IsPathRooted(configured)
            ? configured
            : Path.Combine(environment.GetValueOrDefault("HOME") is { Length: > 0 } user ? user : "/", ".config");
        return Path.Combine(home, "orch", "config.toml");
    }

    // The user's file may well be a link, into a repository of such files; what a repository brings along must not lead elsewhere.
    private static ConfigurationFile? Read(ConfigurationReader reader, string path, SettingSource source, bool mayBeLink)
    {
        byte[] content;
        try
        {
            var file = new FileInfo(path);
            if (file.LinkTarget is not null && !mayBeLink)
            {
                throw OrchException.Usage($"{path} is a symbolic link: put the file itself at the top of the checkout");
            }

            if (!file.Exists)
            {
                return Directory.Exists(path) ? throw OrchException.Usage($"{path} is a directory: the configuration is a file") : null;
            }

            if (file.Length > LargestFile)
            {
                throw OrchException.Usage($"{path} has more than 1 MiB: it is no configuration");
            }

            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OrchException.Usage($"{path} cannot be read: {e.Message}");
        }

        return reader.Read(path, content, source);
    }
}
