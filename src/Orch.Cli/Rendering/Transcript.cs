using System.Runtime.CompilerServices;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>The stored output of an attempt, also while it grows.</summary>
internal static class Transcript
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static string Stream(OrchState state, string agent, int n) => Path.Combine(state.Directory.Attempt(agent, n), "stream.jsonl");

    public static string Errors(OrchState state, string agent, int n) => Path.Combine(state.Directory.Attempt(agent, n), "stderr.log");

    /// <summary>The whole lines of a file, then those that come.</summary>
    /// <param name="path">The file, which need not be there yet.</param>
    /// <param name="isOver">Says that nothing more comes; asked before each look, so that what came before is read.</param>
    /// <param name="caughtUp">Called when everything that is there was returned.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async IAsyncEnumerable<string> ReadAsync(
        string path, Func<bool> isOver, Action caughtUp, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        using var lines = new GrowingFile(path);
        while (true)
        {
            var over = isOver();
            while (lines.Next() is { } line)
            {
                yield return line;
            }

            caughtUp();
            if (over)
            {
                if (lines.Rest() is { Length: > 0 } rest)
                {
                    yield return rest;
                }

                yield break;
            }

            await Task.Delay(Step, time, ct);
        }
    }
}
