using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Recovery;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch resume [NAME]</c>.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandContext context)
    {
        var names = Flags.AgentNames(ArgumentArity.ZeroOrMore);
        var json = Flags.Json("Print one document orch.resume/1");
        var command = new OrchCommand(
            "resume",
            "Take up agents whose supervisor is gone, after a crash or a reboot; without a name, all of them",
            "orch resume",
            "orch resume fix-login") { names, json };
        command.SetAction((parsed, ct) => RunAsync(new(parsed.GetValue(names) ?? [], parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        // The supervisor gets the caller's environment, and an agent's is not the user's.
        context.RefuseAgents("orch resume");
        using var state = context.OpenState();
        var resume = new AgentResume(context.Surroundings, state);
        var names = options.Names.Count > 0 ? options.Names.Distinct(StringComparer.Ordinal).Select(name => state.Agents.Require(name).Record.Name).ToList() : resume.Lost();
        var reports = new List<ResumeReport>();
        foreach (var name in names)
        {
            reports.Add(await ResumeAsync(name, resume, isNamed: options.Names.Count > 0, ct));
        }

        if (options.Json)
        {
            context.Terminal.Json(ResumeDocument.Of(reports), CliJson.Default.ResumeDocument);
        }
        else
        {
            Say(reports, context.Terminal);
        }

        return reports.Any(report => report.Result == ResumeResult.Failed) ? ExitCodes.Failed : ExitCodes.Success;
    }

    // Of those that were not named, one that somebody else took up, or that ended, in this moment needs nothing.
    private static async Task<ResumeReport> ResumeAsync(string name, AgentResume resume, bool isNamed, CancellationToken ct)
    {
        try
        {
            return await resume.ResumeAsync(name, ct);
        }
        catch (OrchException e) when (!isNamed && e.Kind == OrchErrorKind.Conflict)
        {
            return new(name, ResumeResult.Resumed, e.Message);
        }
    }

    private static void Say(List<ResumeReport> reports, Terminal terminal)
    {
        if (reports.Count == 0)
        {
            terminal.Note("no agent is lost: 'orch list' shows those there are");
        }

        foreach (var report in reports)
        {
            terminal.Say(TerminalText.Line($"{report.Name}: {SnakeCase.Of(report.Result)}: {report.Detail}"));
        }
    }

    internal sealed record Options(IReadOnlyList<string> Names, bool Json);
}
