using Orch.State;
using Spectre.Console;

namespace Orch.Cli.Rendering;

/// <summary>Live sessions as a table.</summary>
internal static class SessionTable
{
    private const int Gap = 2;
    private static readonly string[] Titles = ["SESSION", "STATE", "CLI", "AGE", "SHOWN", "DIRECTORY"];

    public static Table Of(IReadOnlyList<LiveSessionRecord> sessions, DateTimeOffset now)
    {
        var table = new Table().NoBorder();
        foreach (var title in Titles)
        {
            table.AddColumn(new TableColumn(new Text(title, Tone.Quiet.Style())).NoWrap().PadLeft(0).PadRight(title == Titles[^1] ? 0 : Gap));
        }

        foreach (var session in sessions)
        {
            table.AddRow(
                new Text(session.Name),
                new Text(session.State, Tones.OfSession(session.State).Style()),
                new Text(session.Cli),
                new Text(DurationText.ShowShort(now - session.CreatedAt)),
                new Text(session.Attached ? "yes" : "-"),
                new Text(TerminalText.Line(session.Dir)));
        }

        return table;
    }
}
