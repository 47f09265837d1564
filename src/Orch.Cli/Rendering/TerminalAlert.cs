using System.Runtime.CompilerServices;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>Rings a terminal's bell, and asks it for a notification on the desktop, when an agent that is followed has ended or needs a person.</summary>
internal static class TerminalAlert
{
    // They know the longer sequence, with a title; others take what they do not know for nothing.
    private static readonly string[] Titled = ["rxvt", "foot", "ghostty"];

    /// <summary>What is written: OSC 777 or OSC 9, then the bell, which also ends it.</summary>
    /// <param name="term">The variable TERM.</param>
    /// <param name="title">One line.</param>
    /// <param name="text">One line.</param>
    public static string Sequence(string? term, string title, string text)
    {
        var (clean, body) = (Clean(title), Clean(text));
        return Titled.Any(one => term?.Contains(one, StringComparison.Ordinal) == true)
            ? $"\e]777;notify;{clean.Replace(';', ',')};{body}\e\\\a"
            : $"\e]9;{clean}: {body}\e\\\a";
    }

    /// <summary>The events as they are; on the way the terminal is told of what a person waits for. A pipe is told nothing.</summary>
    public static async IAsyncEnumerable<EventRecord> WatchAsync(
        IAsyncEnumerable<EventRecord> events, Terminal terminal, string? term, [EnumeratorCancellation] CancellationToken ct)
    {
        var started = terminal.Time.GetUtcNow();
        await foreach (var one in events.WithCancellation(ct))
        {
            if (terminal.ErrorKind.IsTerminal && one.At >= started && IsDue(one))
            {
                terminal.Ring(Sequence(term, $"orch {one.Agent}", one.Text("state") ?? ""));
            }

            yield return one;
        }
    }

    /// <summary>Whether this is what a person waits for.</summary>
    public static bool IsDue(EventRecord one) =>
        one.Kind == EventKinds.State && one.Text("state") is "verified" or "unverified" or "answered" or "failed" or "needs_human";

    private static string Clean(string text) => TerminalText.Line(text, 100);
}
