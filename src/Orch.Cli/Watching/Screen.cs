using System.Text;
using Orch.Cli.Rendering;

namespace Orch.Cli.Watching;

/// <summary>A whole terminal to draw on, given back as it was. Only lines that changed are written, all of a frame at once.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class Screen(Terminal terminal) : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[?2004h\e[H\e[2J";
    private const string Leave = "\e[?2004l\e[?25h\e[?1049l";

    // Terminals that know it show what stands between the two at once; the others take it for nothing.
    private const string FrameBegin = "\e[?2026h";
    private const string FrameEnd = "\e[?2026l";

    private IReadOnlyList<string> shown = [];
    private WindowSize size;
    private bool isOn;

    /// <summary>Takes the terminal.</summary>
    public void Open()
    {
        isOn = true;
        shown = [];
        Write(Enter);
    }

    /// <summary>Gives it back, also to come again.</summary>
    public void Close()
    {
        if (isOn)
        {
            isOn = false;
            Write(Leave);
        }
    }

    /// <summary>Everything is written anew with the next frame.</summary>
    public void Forget() => size = default;

    /// <summary>Shows a frame.</summary>
    /// <param name="frame">Its lines, none wider than the screen.</param>
    /// <param name="now">The size it was made for.</param>
    public void Show(IReadOnlyList<string> frame, WindowSize now)
    {
        if (Difference(size == now ? shown : null, frame) is { Length: > 0 } changes)
        {
            Write(FrameBegin + changes + FrameEnd);
        }

        (shown, size) = (frame, now);
    }

    public void Dispose() => Close();

    /// <summary>What has to be written to come from one frame to the next; from nothing, the screen is cleared first.</summary>
    internal static string Difference(IReadOnlyList<string>? before, IReadOnlyList<string> after)
    {
        var changes = new StringBuilder(before is null ? "\e[H\e[2J" : "");
        for (var row = 0; row < Math.Max(before?.Count ?? 0, after.Count); row++)
        {
            var line = row < after.Count ? after[row] : "";
            if (before is null ? line.Length > 0 : row >= before.Count || before[row] != line)
            {
                changes.Append("\e[").Append(row + 1).Append(";1H").Append(line).Append("\e[K");
            }
        }

        return changes.ToString();
    }

    private void Write(string text)
    {
        try
        {
            terminal.Out.Write(text);
            terminal.Flush();
        }
        catch (IOException)
        {
            // The terminal is gone; the keyboard says so too.
        }
    }
}
