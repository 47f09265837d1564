using Orch.Processes;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>Looks at the branches and tags of a remote, with the recorded configuration: nothing that was configured since is read.</summary>
internal static class RemoteLook
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <param name="runner">Starts git.</param>
    /// <param name="order">Which remote, and how to reach it.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What is there; or null and why it could not be seen.</returns>
    public static async Task<(RefSnapshot? Refs, string? Trouble)> TakeAsync(ProcessRunner runner, PushOrder order, CancellationToken ct)
    {
        using var repository = await PushRepository.CreateAsync(runner, order, ct);
        var result = await repository.Git.TryAsync(["ls-remote", "--heads", "--tags", "--refs", PushEnvironment.Remote], timeout: Deadline, ct: ct);
        return result.Succeeded ? (RefSnapshot.Parse(result.Output), null) : (null, PushComplaint.OneLine(result, order));
    }
}
