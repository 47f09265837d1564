using System.CommandLine;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Commands;

/// <summary><c>orch events</c>.</summary>
internal static class EventsCommand
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "Only events of this agent", Arity = ArgumentArity.ZeroOrOne };
        var follow = Flags.Flag("--follow", "Go on with events as they come; with NAME until that agent has ended", "-f");
        var since = Flags.Number("--since", 0, int.MaxValue, "Only events with a greater number");
        since.HelpName = "SEQ";
        var json = Flags.Json("Print one document orch.event/1 a line");
        var command = new OrchCommand(
            "events",
            "Show the log of everything that happened",
            "orch events fix-login",
            "orch events -f --json --since 120") { name, follow, since, json };
        command.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetValue(name), parsed.GetValue(follow), parsed.GetValue(since) ?? 0, parsed.GetValue(json)), context, ct));
        return command;
    }

    public static async Task<int> RunAsync(Options options, CommandContext context, CancellationToken ct)
    {
        context.Terminal.EndWithReader();
        using var state = context.OpenState();
        if (options.Name is { } name)
        {
            state.Agents.Require(name);
        }

        var seen = options.Since;
        while (true)
        {
            // Looked at before the events are read, so that the last ones are among them.
            var isOver = !options.Follow || (options.Name is { } agent && state.Agents.Get(agent).Record.State.IsEnd());
            while (state.Events.Read(seen, options.Name) is { Count: > 0 } events)
            {
                foreach (var one in events)
                {
                    seen = one.Seq;
                    Show(one, options.Json, context.Terminal);
                }
            }

            context.Terminal.Flush();
            if (isOver)
            {
                return ExitCodes.Success;
            }

            try
            {
                await Task.Delay(Step, context.Surroundings.Time, ct);
            }
            catch (OperationCanceledException)
            {
                return ExitCodes.StoppedFollowing;
            }
        }
    }

    private static void Show(EventRecord one, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Json(one, StateJson.Default.EventRecord);
        }
        else
        {
            terminal.Out.WriteLine($"{one.Seq,6} {terminal.Moment(one.At)} {one.Agent ?? "-"}: {EventText.Line(one)}");
        }
    }

    internal sealed record Options(string? Name, bool Follow, long Since, bool Json);
}
