using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Explaining;

/// <summary>What was seen, in words.</summary>
internal static class EvidenceLines
{
    public static IReadOnlyList<EvidenceLine> Of(AgentFacts facts) =>
    [
        Recorded(facts),
        Owner(facts.Owner),
        Session(facts),
        .. facts.LastEvent is { } last ? [new EvidenceLine("event", $"number {last.Seq}: {EventText.Line(last)}", At: last.At)] : Array.Empty<EvidenceLine>(),
        .. Output(facts),
        .. facts.Open.Select(entry => new EvidenceLine(
            "journal",
            $"begun and without an outcome: {SnakeCase.Of(entry.Step)} ({entry.Intent})",
            facts.Owner.IsAlive ? Sureness.Certain : Sureness.Unknown)),
        .. facts.Waiting is { } said ? [new EvidenceLine("messages", $"said and not given to it yet: {TerminalText.Line(said, 100)}")] : Array.Empty<EvidenceLine>(),
        .. facts.Cooldowns.Select(one => new EvidenceLine(
            "cooldown",
            $"{one.Cli} takes no requests for {DurationText.Show(one.Until - facts.Now)} more ({SnakeCase.Of(one.Kind)}{(one.Detail is { } detail ? $": {detail}" : "")})",
            Sureness.Likely,
            one.SeenAt)),
        .. Work(facts.Work),
        .. facts.CancelRequested ? [new EvidenceLine("cancel", "the user asked to stop it")] : Array.Empty<EvidenceLine>(),
        .. facts.Follower is { } follower ? [new EvidenceLine("follower", $"{follower} took over its workspace and branch")] : Array.Empty<EvidenceLine>(),
    ];

    private static EvidenceLine Recorded(AgentFacts facts) => new(
        "record",
        $"{SnakeCase.Of(facts.Record.State)}{(facts.Record.Needs is { } needs ? $", {needs.Kind}: {needs.Text}" : facts.Record.Reason is { } reason ? $": {reason}" : "")}",
        At: facts.Record.StateAt);

    private static EvidenceLine Owner(OwnerFacts owner)
    {
        var who = $"{(owner.IsSupervisor ? "the supervisor" : "no supervisor yet; its creator")} is process {owner.Recorded.Pid}, started at tick {owner.Recorded.StartTime}";
        return owner switch
        {
            { IsAlive: true } => new("supervisor", $"{who}: alive"),
            { BootId: null } => new("supervisor", $"{who}: the process table could not be read", Sureness.Unknown),
            { BootId: { } boot } when boot != owner.Recorded.BootId => new("supervisor", $"{who}, before the machine was started anew: gone"),
            { Now: not null } => new("supervisor", $"{who}: gone, its number belongs to another process now"),
            _ => new("supervisor", $"{who}: gone"),
        };
    }

    private static EvidenceLine Session(AgentFacts facts) => facts.HasSession switch
    {
        true => new("session", $"tmux shows {facts.Record.Session ?? facts.Record.Name}; it says nothing about the agent"),
        false => new("session", "tmux has none; the agent does not need it"),
        null => new("session", "tmux could not be asked", Sureness.Unknown),
    };

    private static IEnumerable<EvidenceLine> Output(AgentFacts facts)
    {
        if (facts.Record.Attempts is not [.., var attempt])
        {
            yield break;
        }

        var on = attempt.Outcome is { } outcome ? $"ended: {SnakeCase.Of(outcome)}" : "is on";
        yield return facts.LastOutput is { } at
            ? new("output", $"attempt {attempt.N}, {attempt.Cli}, {on}; it last wrote something {DurationText.Show(facts.Now - at)} ago", At: at)
            : new("output", $"attempt {attempt.N}, {attempt.Cli}, {on}; it has written nothing");
    }

    private static IEnumerable<EvidenceLine> Work(WorkFacts work)
    {
        if (work.Directory is not { } directory)
        {
            yield return new("workspace", "none was made");
        }
        else if (!work.IsThere)
        {
            yield return new("workspace", $"{directory} is gone");
        }
        else if (work.Problem is { } problem)
        {
            yield return new("workspace", $"{directory}: git cannot tell: {problem}", Sureness.Unknown);
        }
        else
        {
            yield return new(
                "workspace",
                $"{directory} at {work.Head ?? "no commit"}, {work.Uncommitted switch { null => "uncommitted files unknown", 0 => "nothing uncommitted", 1 => "1 file uncommitted", var n => $"{n} files uncommitted" }}",
                work.Uncommitted is null ? Sureness.Unknown : Sureness.Certain);
        }
    }
}
