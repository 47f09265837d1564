using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Configuration;

namespace Orch.Cli.Commands;

/// <summary><c>orch config</c>: the settings in force.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandContext context)
    {
        var flags = new SettingFlags();
        var json = Flags.Json("Print one document orch.config/1");
        var command = new OrchCommand(
            "config",
            "Show the settings in force and where each comes from, or accept the repository's (trust)",
            "orch config",
            "orch config --json --timeout 1h",
            "orch config trust")
        {
            ConfigTrustCommand.Create(context),
        };
        flags.AddTo(command);
        command.Options.Add(json);
        command.SetAction(parsed => Run(flags.Read(parsed, context.Surroundings.Directory), parsed.GetValue(json), context));
        return command;
    }

    public static int Run(IReadOnlyList<Setting> flags, bool json, CommandContext context)
    {
        context.RefuseAgents("config");
        var surroundings = context.Surroundings;
        var loaded = new ConfigurationLoader(surroundings.Environment, surroundings.State).Load(surroundings.Directory, flags);
        if (json)
        {
            context.Terminal.Json(ConfigurationDocument.Of(loaded), ConfigurationJson.Default.ConfigurationDocument);
        }
        else
        {
            ConfigurationText.Write(loaded, context.Terminal.Out);
        }

        return ExitCodes.Success;
    }
}
