using System.Globalization;
using Orch.Processes;

namespace Orch.State;

/// <summary>Ends this process at one numbered boundary of the journal, as a crash would, and lists the boundaries that it passes. Only tests ask for it.</summary>
/// <param name="list">The file that the boundaries are listed in.</param>
/// <param name="at">The boundary to die at, from 1; 0 for none.</param>
internal sealed class JournalFault(string list, int at)
{
    /// <summary>The variable that asks for it: the boundary's number, a colon and the list's path.</summary>
    public const string Variable = "ORCH_JOURNAL_FAULT";

    private readonly Lock gate = new();
    private int passed;

    public static JournalFault? From(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Variable)?.Split(':', 2) is [var number, var list] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new(list, at)
            : null;

    public void Pass(JournalStep step, string boundary)
    {
        lock (gate)
        {
            passed++;
            File.AppendAllText(list, $"{step} {boundary}\n");
            if (passed == at)
            {
                _ = NativeMethods.Kill(Environment.ProcessId, NativeMethods.SigKill);
            }
        }
    }
}
