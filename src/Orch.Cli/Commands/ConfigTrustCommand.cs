using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Configuration;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch config trust</c>: from now on the repository's file counts, as it is now.</summary>
internal static class ConfigTrustCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new OrchCommand(
            "trust",
            "Accept what the repository's orch.toml says now: its commands, variables, paths and arguments count until it changes",
            "orch config trust");
        command.SetAction(_ => Run(context));
        return command;
    }

    public static int Run(CommandContext context)
    {
        context.RefuseAgents("config trust");
        var surroundings = context.Surroundings;
        var loaded = new ConfigurationLoader(surroundings.Environment, surroundings.State).Load(surroundings.Directory, []);
        if (loaded.RepositoryFile is not { } file)
        {
            throw OrchException.NotFound(loaded.Checkout is { } top
                ? $"there is no {ConfigurationLoader.RepositoryFileName} in {top}: write one, or set what you need in {loaded.UserPath}"
                : $"{surroundings.Directory} is in no git checkout: go to the repository whose {ConfigurationLoader.RepositoryFileName} you want to accept");
        }

        var accepted = file.Settings.Where(setting => SettingRules.Find(setting.Segments)?.NeedsTrust == true).ToList();
        if (!loaded.IsRepositoryTrusted)
        {
            new TrustedFiles(surroundings.State).Add(file.Path, file.Sha256);
        }

        foreach (var setting in accepted)
        {
            context.Terminal.Out.WriteLine(ConfigurationText.Line(setting));
        }

        context.Terminal.Say(TerminalText.Line(loaded.IsRepositoryTrusted
            ? $"{file.Path} was trusted already, as it is now"
            : $"{file.Path} is trusted as it is now, {accepted.Count} settings that need it; a changed file needs it again"));
        return ExitCodes.Success;
    }
}
