using System.CommandLine;
using Orch.Agents;
using Orch.Cli.Doctor;
using Orch.Cli.Rendering;
using Orch.Configuration;

namespace Orch.Cli.Commands;

/// <summary><c>orch doctor</c>: what is missing or odd here, with the command that mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var probe = Flags.Flag("--probe", "Ask each installed agent CLI for one word; this costs a few tokens");
        var clear = Flags.Text("--clear-cooldown", "CLI", "Forget that this agent CLI takes no requests for now");
        var json = Flags.Json("Print one document orch.doctor/1");
        var command = new OrchCommand(
            "doctor",
            "Show what is missing or odd here, and the command that mends it; exit code 0 when agents can work, else 5",
            "orch doctor",
            "orch doctor --probe",
            "orch doctor --clear-cooldown claude") { probe, clear, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(probe), parsed.GetValue(clear), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        if (options.ClearCooldown is { } name)
        {
            Clear(name, context);
        }

        var surroundings = context.Surroundings;
        var (loaded, wrong) = Load(surroundings);
        var settings = loaded?.Settings;
        var skip = settings?.Text("run.permissions") is not PermissionWords.Vendor;
        var agents = loaded?.Agents(surroundings.Environment.GetValueOrDefault("HOME")) ?? new Dictionary<string, AgentSettings>(StringComparer.Ordinal);
        var look = new CliFindings(surroundings, agents, skip);
        var programs = new ProgramFindings(surroundings).FindAsync(ct);
        var clis = await look.FindAsync(ct);
        if (options.Probe)
        {
            clis = await ProbeAsync(clis, AgentCatalog.Of(agents), new CliProbe(new(surroundings, agents, skip), surroundings.Time), context, ct);
        }

        List<Finding> findings =
        [
            .. await programs,
            .. new StateFindings(surroundings, settings?.Bytes("limits.free_disk")).Find(),
            .. loaded is null ? [wrong!] : ConfigurationFindings.Tell(loaded),
            .. CliFindings.Tell(clis, settings?.Text("run.agent_cli")),
            .. new RecordFindings(context).Find(),
        ];
        var document = new DoctorDocument(VersionLine.Version, findings.TrueForAll(finding => finding.Status != FindingStatus.Error), findings, clis);
        if (options.Json)
        {
            context.Terminal.Json(document, DoctorJson.Default.DoctorDocument);
        }
        else
        {
            DoctorText.Write(document, context.Terminal);
        }

        return document.CanRun ? ExitCodes.Success : ExitCodes.Environment;
    }

    private static (LoadedConfiguration? Loaded, Finding? Wrong) Load(Surroundings surroundings)
    {
        try
        {
            return (new ConfigurationLoader(surroundings.Environment, surroundings.State).Load(surroundings.Directory, []), null);
        }
        catch (OrchException e)
        {
            return (null, ConfigurationFindings.Wrong(e));
        }
    }

    private static async Task<IReadOnlyList<CliFinding>> ProbeAsync(
        IReadOnlyList<CliFinding> clis, AgentCatalog catalog, CliProbe probe, CommandContext context, CancellationToken ct)
    {
        context.Terminal.Note($"asking {string.Join(", ", clis.Where(cli => cli.IsUsable).Select(cli => cli.Name))} for one word");
        return await Task.WhenAll(clis.Select(async cli => cli.IsUsable ? cli with { Probe = await probe.AskAsync(catalog.Find(cli.Name)!, ct) } : cli));
    }

    private static void Clear(string name, CommandContext context)
    {
        context.RefuseAgents("--clear-cooldown");
        var cli = new AgentCatalog().Find(name)?.Name ?? name;
        using var state = context.OpenState();
        var cleared = state.Cooldowns.Clear(cli);
        context.Terminal.Note(cleared == 0 ? $"{cli} was not on a cool-down" : $"{cli} may be tried again");
    }

    internal sealed record Options(bool Probe, string? ClearCooldown, bool Json);
}
