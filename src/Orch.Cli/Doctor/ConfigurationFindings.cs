using Orch.Configuration;

namespace Orch.Cli.Doctor;

/// <summary>Tells what is wrong with the configuration, or what of it does not count.</summary>
internal static class ConfigurationFindings
{
    private const string Area = "configuration";

    public static IEnumerable<Finding> Tell(LoadedConfiguration loaded)
    {
        if (loaded.Checkout is null)
        {
            yield return new(Area, "repository", FindingStatus.Warning, "this directory is in no git checkout, and agents work in one", "cd REPOSITORY");
        }

        yield return loaded.UserFile is null
            ? new(Area, "config.toml", FindingStatus.Ok, $"{loaded.UserPath} is not there, which is fine")
            : new(Area, "config.toml", FindingStatus.Ok, loaded.UserPath);
        if (loaded.RepositoryFile is { } file)
        {
            yield return loaded.Settings.Ignored.Count == 0
                ? new(Area, "orch.toml", FindingStatus.Ok, $"{file.Path}{(loaded.IsRepositoryTrusted ? ", trusted" : "")}")
                : new(Area, "orch.toml", FindingStatus.Warning, $"{file.Path} is not trusted, so these are ignored: {string.Join(", ", loaded.Settings.Ignored.Select(setting => setting.Key))}", "orch config trust");
        }
    }

    public static Finding Wrong(OrchException e) => new(Area, "configuration", FindingStatus.Error, e.Message, "orch config");
}
