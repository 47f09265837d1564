namespace Orch.Workspaces;

/// <summary>One holder at a time among all processes that make or remove worktrees of a repository: git's own locks make concurrent worktree commands fail at random instead of wait.</summary>
internal static class RepositoryLock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // EWOULDBLOCK on Linux and macOS: somebody else holds it.
    private static readonly int[] Held = [11, 35];

    /// <summary>Waits for it; disposing gives it back, and so does the end of the process.</summary>
    /// <exception cref="OrchException">It was held for half an hour (conflict), or the git directory cannot be written (environment).</exception>
    public static async Task<IDisposable> TakeAsync(string gitDirectory, TimeProvider time, CancellationToken ct)
    {
        var path = Path.Combine(gitDirectory, "orch.lock");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = State.StateDirectory.PrivateFile,
                });
            }
            catch (IOException e) when (Held.Contains(e.HResult))
            {
                if (time.GetElapsedTime(started) > Patience)
                {
                    throw OrchException.Conflict($"another Orch has been working on the worktrees of {gitDirectory} for {Patience.TotalMinutes} minutes: try again when it is done");
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw OrchException.Environment($"cannot write {path}: {e.Message}; Orch needs to write the repository's git directory", e);
            }

            await Task.Delay(Step, time, ct);
        }
    }
}
