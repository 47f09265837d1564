using System.Security.Cryptography;
using Orch.Agents;
using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>
/// Uploads what git-lfs keeps, before the commit that points to it: git's hook that would do so does not run here. Only contents whose hash is
/// right go out, from Orch's own repository, to the place that was configured before the agent ran.
/// </summary>
/// <param name="git">The repository of the push.</param>
/// <param name="directory">Where that is.</param>
/// <param name="order">What is pushed.</param>
internal sealed class LfsUpload(Git git, string directory, PushOrder order)
{
    // Arguments have a limit, and the server takes so many objects in one question.
    private const int Most = 100;

    // git-lfs itself gives up a transfer that stands still for half a minute.
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(1);

    /// <returns>Null when all of it is there now.</returns>
    public async Task<PushResult?> RunAsync(IReadOnlyList<LfsPointer> pointers, CancellationToken ct)
    {
        if (pointers.Count == 0)
        {
            return null;
        }

        if (!git.CanRun("git-lfs"))
        {
            return new(PushOutcome.Unreachable, $"{Name(pointers[0])} is kept by git-lfs, which is not installed; run: {InstallHint.For("git-lfs", order.Environment)}");
        }

        try
        {
            foreach (var pointer in pointers)
            {
                if (await TakeAsync(pointer, ct) is { } problem)
                {
                    return new(PushOutcome.Refused, problem);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(PushOutcome.Refused, $"the contents for git-lfs cannot be read or put together: {OneLine.Of(e.Message)}");
        }

        var target = git.Configured(await CommittedAsync(ct));
        foreach (var some in pointers.Select(pointer => pointer.Oid).Distinct(StringComparer.Ordinal).Chunk(Most))
        {
            var result = await target.TryAsync(["lfs", "push", "--object-id", PushEnvironment.Remote, .. some], timeout: Deadline, ct: ct);
            if (!result.Succeeded)
            {
                return new(PushOutcome.Unreachable, $"git-lfs could not upload {Name(pointers[0])}: {PushComplaint.OneLine(result, order)}");
            }
        }

        return null;
    }

    private static string Name(LfsPointer pointer) => OneLine.Of(pointer.Path);

    // Copied, not linked: for a remote on this machine git-lfs would link it on, and a name alone does not say what a file holds.
    private async Task<string?> TakeAsync(LfsPointer pointer, CancellationToken ct)
    {
        string[] place = ["objects", pointer.Oid[..2], pointer.Oid[2..4], pointer.Oid];
        var from = Path.Combine([Storage(), .. place]);
        var to = Path.Combine([directory, "lfs", .. place]);
        if (!File.Exists(from))
        {
            return $"the content of {Name(pointer)}, which git-lfs keeps, is not on this machine: 'git lfs fetch --all' gets it";
        }

        StateDirectory.EnsurePrivate(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        await using var content = File.OpenRead(to);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == pointer.Oid
            ? null
            : $"what git-lfs keeps here as the content of {Name(pointer)} is something else: its hash is not {pointer.Oid}";
    }

    // lfs.storage is absolute or below the git directory (git-lfs-config(5)).
    private string Storage()
    {
        var gitDirectory = Path.GetDirectoryName(order.ObjectsDirectory)!;
        return Path.Combine(gitDirectory, order.Configuration.LastOrDefault(entry => entry.Key == "lfs.storage")?.Value ?? "lfs");
    }

    /// <summary>Where the project says that its large files are: in the commit that the work started from, not as the agent may have changed it.</summary>
    private async Task<IReadOnlyList<ConfigurationEntry>> CommittedAsync(CancellationToken ct)
    {
        if (order.BaseSha is not { } start)
        {
            return [];
        }

        var listed = await git.TryAsync(["config", "--blob", $"{start}:.lfsconfig", "-z", "--list"], ct: ct);
        if (!listed.Succeeded)
        {
            return [];
        }

        var set = order.Configuration.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return [.. listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(ConfigurationEntry.Parse)
            .Where(entry => !set.Contains(entry.Key))
            .Select(entry => LfsKeys.Renamed(entry, order.RemoteName))
            .OfType<ConfigurationEntry>()
            .Where(entry => LfsKeys.MayBeCommitted(entry.Key))];
    }
}
