using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli.Watching;

/// <summary>The columns that fit on a screen, and what stands in them.</summary>
/// <param name="columns">Title, width and content of each.</param>
internal sealed class WatchColumns(IReadOnlyList<(string Title, int Width, Func<WatchRow, DateTimeOffset, string> Text)> columns)
{
    private const int WithPullRequest = 100;
    private const int WithBranch = 130;
    private const int Gap = 2;

    public string Titles(int width) => string.Concat(columns.Select(column => Cells.Fit(column.Title, Width(column.Width, width)) + new string(' ', Gap))).TrimEnd();

    /// <summary>The columns for a screen; on a narrow one what does not fit stands below the table, of the selected agent.</summary>
    public static WatchColumns For(IReadOnlyList<WatchRow> rows, int width)
    {
        var longest = rows.Select(row => row.Name.Length).DefaultIfEmpty(0).Max();
        var branch = rows.Select(row => Cells.Of(row.Agent.Branch ?? "-")).DefaultIfEmpty(0).Max();
        List<(string, int, Func<WatchRow, DateTimeOffset, string>)> all =
        [
            ("NAME", Math.Clamp(longest, 8, width < WithPullRequest ? 18 : width < 10_000 ? 30 : 48), (row, _) => row.Name),
            ("STATE", 11, (row, _) => SnakeCase.Of(row.Agent.State)),
            ("CLI", 7, (row, _) => row.Agent.Attempts is [.., var last] ? last.Cli : row.Agent.Cli),
            ("TIME", 4, (row, now) => Whole((row.Agent.EndedAt ?? now) - row.Agent.CreatedAt)),
            ("TOKENS", 6, (row, _) => Money.ShortTokens(row.Agent.Attempts)),
            ("COST", 6, (row, _) => Money.Short(row.Agent.Attempts)),
        ];
        if (width >= WithPullRequest)
        {
            all.Add(("PR", 6, (row, _) => row.Agent.PullRequest is { } request ? $"#{request.Number}" : "-"));
        }

        if (width >= WithBranch)
        {
            all.Add(("BRANCH", Math.Clamp(branch, 6, width < 10_000 ? 36 : 60), (row, _) => TerminalText.Line(row.Agent.Branch ?? "-")));
        }

        all.Add(("LAST EVENT", int.MaxValue, (row, _) => row.Latest));
        return new(all);
    }

    public void AddTo(StyledLine line, WatchRow row, DateTimeOffset now, bool isSelected, int width)
    {
        foreach (var (title, wanted, text) in columns)
        {
            var tone = isSelected ? Tone.Selected : title switch
            {
                "STATE" => Tones.Of(row.Agent.State),
                "LAST EVENT" => Tone.Quiet,
                _ => Tone.Plain,
            };
            var isLast = wanted == int.MaxValue;
            line.Add(text(row, now), tone, isLast && !isSelected ? null : Width(wanted, width)).Add(isLast ? "" : new string(' ', Gap), isSelected ? Tone.Selected : Tone.Plain);
        }
    }

    private static string Whole(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? "0s" : DurationText.ShowShort(time);

    private static int Width(int wanted, int width) => Math.Min(wanted, width);
}
