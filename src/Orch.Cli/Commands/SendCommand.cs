using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.Live;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch send NAME TEXT…</c>.</summary>
internal static class SendCommand
{
    public static Command Create(CommandContext context)
    {
        var name = Flags.AgentName();
        var text = new Argument<string[]>("TEXT") { Description = "What to say; several words are joined, - or nothing reads standard input", Arity = ArgumentArity.ZeroOrMore };
        var wait = Flags.Flag("--wait", "Return only when the agent CLI was seen to work with it, or cannot any more");
        var json = Flags.Json("Print one document orch.sent/1");
        var command = new OrchCommand(
            "send",
            "Say something to an agent (to one at work as its next turn, to one that waits as the answer, to an ended one as a follow-up) or to a live session",
            "orch send fix-login \"Use PostgreSQL\"",
            "orch send fix-login --wait \"Also cover the empty password\"",
            "orch send fix-login - < notes.md") { name, text, wait, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetRequiredValue(name), parsed.GetValue(text) ?? [], parsed.GetValue(wait), parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        using var state = context.OpenState();
        var session = await AtHand.FindAsync(options.Name, state, context, ct);
        var text = options.Words is [] or ["-"] ? await ReadInputAsync(ct) : string.Join(' ', options.Words);
        var report = session is null
            ? await SayAsync(options, text, state, context, ct)
            : await new LiveSender(context.Surroundings).SendAsync(session, text, options.Wait, ct);
        if (options.Json)
        {
            context.Terminal.Json(SentDocument.Of(report), CliJson.Default.SentDocument);
        }

        context.Terminal.Say(TerminalText.Line($"{SnakeCase.Of(report.State)}{(report.Detail is { } detail ? $": {detail}" : $" to {report.Name}")}"));
        return report.State == TurnState.Failed || (options.Wait && report.State != TurnState.Delivered) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static async Task<SendReport> SayAsync(Options options, string text, OrchState state, CommandContext context, CancellationToken ct)
    {
        var messenger = new AgentMessenger(context.Surroundings, state);
        var report = await messenger.SendAsync(options.Name, text, ct);
        return options.Wait ? await messenger.WaitAsync(report, ct) : report;
    }

    private static async Task<string> ReadInputAsync(CancellationToken ct)
    {
        if (!Console.IsInputRedirected)
        {
            throw OrchException.Usage("send what? Give the text, or pipe it in");
        }

        using var input = new StreamReader(Console.OpenStandardInput());
        var buffer = new char[AgentMessenger.LongestText + 1];
        var length = await input.ReadBlockAsync(buffer, ct);
        return new(buffer, 0, length);
    }

    internal sealed record Options(string Name, IReadOnlyList<string> Words, bool Wait, bool Json);
}
