using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>Reads what HEAD of a worktree pointed at (its reflog).</summary>
internal static class HeadLog
{
    // Movements to commits that existed already. Everything else, an unknown message too, made one.
    private static readonly string[] Movements = ["checkout: ", "reset: ", "rebase (start)", "rebase (finish)", "rebase (abort)", "rebase finished", "rebase: fast-forward", "branch: ", "clone: "];

    /// <summary>The commits that were made in a worktree. Of one whose log was switched off or removed only the last is known.</summary>
    public static async Task<IReadOnlySet<string>> ReadAsync(Git workspace, string head, CancellationToken ct) =>
        await workspace.ValueAsync(["log", "--no-show-signature", "--walk-reflogs", "--format=%H%x09%gs", "HEAD"], ct) is { Length: > 0 } log
            ? Made(log)
            : new HashSet<string>(StringComparer.Ordinal) { head };

    /// <summary>The commits that were made, from lines of the form "id TAB message".</summary>
    public static IReadOnlySet<string> Made(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t', 2))
        .Where(parts => parts.Length == 2 && !IsMovement(parts[1]))
        .Select(parts => parts[0])
        .ToHashSet(StringComparer.Ordinal);

    private static bool IsMovement(string message) =>
        Movements.Any(start => message.StartsWith(start, StringComparison.Ordinal)) || message.EndsWith(": Fast-forward", StringComparison.Ordinal);
}
