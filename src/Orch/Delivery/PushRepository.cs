using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>
/// A bare repository of Orch's own that borrows the user's objects: what an agent planted in the user's repository (hooks, filters,
/// helpers, a pushurl) does not exist in it. Removed when it is disposed.
/// </summary>
internal sealed class PushRepository : IDisposable
{
    private PushRepository(string directory, Git git)
    {
        Directory = directory;
        Git = git;
    }

    /// <summary>Where it is.</summary>
    public string Directory { get; }

    /// <summary>Runs git in it, with the order's configuration.</summary>
    public Git Git { get; }

    public static async Task<PushRepository> CreateAsync(ProcessRunner runner, PushOrder order, CancellationToken ct)
    {
        StateDirectory.EnsurePrivate(order.ScratchDirectory);
        var path = Path.Combine(order.ScratchDirectory, Ids.New("push"));
        StateDirectory.EnsurePrivate(path);
        try
        {
            var environment = PushEnvironment.Of(order);
            var format = order.Commit.Length == 64 ? "sha256" : "sha1";
            await new Git(runner, environment, GitPlace.Discover(order.ScratchDirectory))
                .RunAsync(["init", "--quiet", "--bare", "--template=", $"--object-format={format}", path], ct: ct);
            Borrow(order, path);
            var git = new Git(runner, environment, GitPlace.Bare(path));
            var sshCommand = await git.ValueAsync(["config", "--get", "core.sshCommand"], ct);
            return new(path, git.With(null, PushEnvironment.QuietSsh(environment, sshCommand)));
        }
        catch
        {
            Remove(path);
            throw;
        }
    }

    public void Dispose() => Remove(Directory);

    private static void Borrow(PushOrder order, string into)
    {
        var information = Path.Combine(into, "objects", "info");
        System.IO.Directory.CreateDirectory(information);
        PrivateFile.Write(Path.Combine(information, "alternates"), BorrowedObjects.Line(order.ObjectsDirectory));

        // Where the history of a shallow clone is cut off; without it git would look for the parents.
        var shallow = Path.Combine(order.ObjectsDirectory, "..", "shallow");
        if (File.Exists(shallow))
        {
            PrivateFile.Write(Path.Combine(into, "shallow"), File.ReadAllBytes(shallow));
        }
    }

    private static void Remove(string path)
    {
        try
        {
            System.IO.Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It holds nothing but borrowed objects; what is left goes with the agent's folder.
        }
    }
}
