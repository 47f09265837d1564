using Orch.Cli.Rendering;
using Orch.Workspaces;
using Spectre.Console;

namespace Orch.Cli.Rescues;

/// <summary>Saved work for people.</summary>
internal static class RescueText
{
    private static readonly string[] Titles = ["NAME", "AGE", "REASON", "WHERE"];

    public static Table Table(IReadOnlyList<RescueEntry> entries, DateTimeOffset now)
    {
        var table = new Table().NoBorder();
        foreach (var title in Titles)
        {
            table.AddColumn(new TableColumn(new Text(title, Tone.Quiet.Style())).NoWrap().PadLeft(0).PadRight(title == Titles[^1] ? 0 : 2));
        }

        foreach (var entry in entries)
        {
            string[] row = [entry.Name, DurationText.ShowShort(now - entry.At), TerminalText.Line(entry.Reason), TerminalText.Line(entry.Nested is { } path ? $"{path} (a repository inside the workspace)" : entry.Repository)];
            table.AddRow(row.Select(text => new Text(text)));
        }

        return table;
    }

    public static void Write(RescueEntry entry, RescueContents contents, IReadOnlyList<RescueEntry> nested, Terminal terminal)
    {
        var to = terminal.Out;
        to.WriteLine($"{entry.Name}  {TerminalText.Line(entry.Reason)}");
        to.WriteLine($"  saved    {terminal.Moment(entry.At)}");
        to.WriteLine($"  ref      {entry.Ref} ({entry.Sha[..12]}) in {TerminalText.Line(entry.Repository)}");
        to.WriteLine($"  parent   {entry.Parent ?? "none: no commit was checked out"}");
        if (entry.Staged is { } staged)
        {
            to.WriteLine($"  staged   {staged} holds what was staged and not on disk");
        }

        foreach (var one in nested)
        {
            to.WriteLine($"  nested   {TerminalText.Line(one.Nested!)}: {one.Ref} in {TerminalText.Line(one.Repository)}");
        }

        foreach (var path in contents.LeftOnDisk)
        {
            to.WriteLine($"  not in   {TerminalText.Line(path)} (stayed on disk)");
        }

        to.WriteLine();
        if (contents.Files.Count == 0)
        {
            to.WriteLine(" no file differs from the parent: it keeps commits that nothing else holds");
        }

        foreach (var line in contents.Stat.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            to.WriteLine(TerminalText.Line(line));
        }
    }
}
