using Orch.Delivery;
using Orch.Processes;
using Orch.ScriptedGitHub;

namespace Orch.SystemTests.Delivery;

/// <summary>A user's repository, the bare repository that is its remote, and a GitHub that knows it as acme/demo; for one test.</summary>
public sealed class DeliveryFixture : IAsyncDisposable
{
    private int branches;

    private DeliveryFixture(string folder, ScriptedGitHubServer hub)
    {
        Folder = folder;
        Hub = hub;
        Variables = new(hub.Environment(Path.Combine(folder, "gh")), StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Path.Combine(folder, "home"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_AUTHOR_NAME"] = "A",
            ["GIT_AUTHOR_EMAIL"] = "a@example.com",
            ["GIT_COMMITTER_NAME"] = "A",
            ["GIT_COMMITTER_EMAIL"] = "a@example.com",
        };
        Directory.CreateDirectory(Variables["HOME"]);
    }

    internal string Folder { get; }

    internal ScriptedGitHubServer Hub { get; }

    internal Dictionary<string, string> Variables { get; }

    internal ProcessRunner Runner { get; } = new(TimeProvider.System);

    internal string Repository => Path.Combine(Folder, "demo");

    internal string Remote => Path.Combine(Folder, "demo.git");

    internal string Scratch => Path.Combine(Folder, "scratch");

    internal static async Task<DeliveryFixture> CreateAsync(string objectFormat = "sha1")
    {
        var folder = Directory.CreateTempSubdirectory("orch-test-").FullName;
        var one = new DeliveryFixture(folder, await ScriptedGitHubServer.StartAsync(Path.Combine(folder, "hub.sock"), ct: TestContext.Current.CancellationToken));
        await one.GitAtAsync(folder, "init", "-q", "--bare", "-b", "main", $"--object-format={objectFormat}", one.Remote);
        await one.GitAtAsync(folder, "init", "-q", "-b", "main", $"--object-format={objectFormat}", one.Repository);
        await one.GitAsync("remote", "add", "origin", one.Remote);
        await one.CommitAsync("README.md", "demo");
        await one.GitAsync("push", "-q", "origin", "main");
        one.Hub.AddRepository("acme/demo", one.Remote);
        return one;
    }

    internal async Task<string> GitAtAsync(string directory, params string[] arguments)
    {
        var result = await Runner.RunAsync(
            new("git", arguments) { Environment = Variables, WorkingDirectory = directory }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    internal Task<string> GitAsync(params string[] arguments) => GitAtAsync(Repository, arguments);

    /// <summary>Commits a file in the user's repository and gives the commit.</summary>
    internal async Task<string> CommitAsync(string file, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(Repository, file), content, TestContext.Current.CancellationToken);
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", $"Change {file}");
        return await GitAsync("rev-parse", "HEAD");
    }

    /// <summary>A branch at the remote with one commit of its own.</summary>
    internal async Task<string> RemoteBranchAsync(string branch, string from = "main")
    {
        await GitAsync("checkout", "-q", "-B", branch, from);
        var commit = await CommitAsync($"{branch.Replace('/', '-')}.txt", $"{branch} {++branches}");
        await GitAsync("push", "-q", "-f", "origin", branch);
        await GitAsync("checkout", "-q", "main");
        return commit;
    }

    /// <summary>Where the remote has a branch; null when it has none.</summary>
    internal string? Tip(string branch)
    {
        var file = Path.Combine(Remote, "refs", "heads", branch);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    internal PushOrder Order(string commit, string? expected = null) => new()
    {
        ObjectsDirectory = Path.Combine(Repository, ".git", "objects"),
        Url = Remote,
        Branch = "orch/fix",
        Commit = commit,
        Expected = expected,
        ScratchDirectory = Scratch,
        Environment = Variables,
    };

    internal async Task<PushResult> PushAsync(PushOrder order)
    {
        var result = await new Push(Runner).RunAsync(order, TestContext.Current.CancellationToken);
        Assert.DoesNotContain('\n', result.Detail);
        Assert.Empty(Directory.Exists(Scratch) ? Directory.EnumerateFileSystemEntries(Scratch) : []);
        return result;
    }

    internal PullRequests PullRequests(TimeSpan? timeout = null)
    {
        Assert.SkipUnless(ProgramFinder.Find("gh", Variables) is not null, "gh is not installed");
        return new(Gh(timeout), new("acme", "demo"));
    }

    internal GitHubCli Gh(TimeSpan? timeout = null) => new(Runner, Variables, Folder) { Timeout = timeout ?? GitHubCli.DefaultTimeout };

    /// <summary>What gh prints.</summary>
    internal async Task<ProcessResult> GhAsync(params string[] arguments)
    {
        Assert.SkipUnless(ProgramFinder.Find("gh", Variables) is not null, "gh is not installed");
        return await Runner.RunAsync(new("gh", arguments) { Environment = Variables, WorkingDirectory = Folder }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
