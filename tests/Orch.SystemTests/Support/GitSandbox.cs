using Orch.Processes;
using Orch.Workspaces;

namespace Orch.SystemTests.Support;

/// <summary>One test's private git: a home without the user's configuration, a repository and its bare origin, below a path that no shell string would survive.</summary>
internal sealed class GitSandbox : IDisposable
{
    private readonly string top;

    private GitSandbox(string top, string name)
    {
        this.top = top;
        Root = Path.Combine(top, "it's \"a\" $(touch run) `dir`");
        Repository = Path.Combine(Root, name);
    }

    /// <summary>Everything of this test lies below it.</summary>
    public string Root { get; }

    /// <summary>The user's checkout.</summary>
    public string Repository { get; }

    public string Origin => Path.Combine(Root, "origin.git");

    /// <summary>Where a planted program leaves its trace (<see cref="Trap"/>).</summary>
    public string Trace => Path.Combine(top, "trace");

    /// <summary>A private directory, as the state directory is.</summary>
    public string Scratch => Path.Combine(top, "scratch");

    public ProcessRunner Runner { get; } = new(TimeProvider.System);

    public Dictionary<string, string> Environment { get; private set; } = [];

    /// <summary>Git in the user's checkout, as planning uses it.</summary>
    public Git Git => new(Runner, Environment, GitPlace.Discover(Repository));

    public WorkspaceMaker Maker => new(Runner, Environment, TimeProvider.System);

    /// <summary>Makes a repository with one commit of README.md, which the origin has too.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="hasOrigin">Whether there is an origin.</param>
    /// <param name="name">The name of the checkout's directory.</param>
    public static async Task<GitSandbox> CreateAsync(string branch = "main", bool hasOrigin = true, string name = "app")
    {
        var sandbox = new GitSandbox(RealPath.Of(Directory.CreateTempSubdirectory("orch-").FullName), name);
        Directory.CreateDirectory(sandbox.Repository);
        Directory.CreateDirectory(sandbox.Scratch);
        var home = Directory.CreateDirectory(Path.Combine(sandbox.top, "home")).FullName;
        sandbox.Environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["HOME"] = home,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_AUTHOR_NAME"] = "Test User",
            ["GIT_AUTHOR_EMAIL"] = "test@example.invalid",
            ["GIT_COMMITTER_NAME"] = "Test User",
            ["GIT_COMMITTER_EMAIL"] = "test@example.invalid",
        };
        await sandbox.GitAsync("init", "-q", "-b", branch);
        await sandbox.CommitAsync("README.md", "# app\n");
        if (hasOrigin)
        {
            await sandbox.GitAsync("init", "-q", "--bare", "-b", branch, sandbox.Origin);
            await sandbox.GitAsync("remote", "add", "origin", sandbox.Origin);
            await sandbox.GitAsync("push", "-q", "-u", "origin", branch);
        }

        return sandbox;
    }

    /// <summary>Runs git in the user's checkout, as the user would; a failure fails the test.</summary>
    public Task<string> GitAsync(params IReadOnlyList<string> arguments) => GitInAsync(Repository, arguments);

    /// <summary>Runs git in a directory, as an agent would; a failure fails the test. Gives its output without the line end.</summary>
    public async Task<string> GitInAsync(string directory, params IReadOnlyList<string> arguments)
    {
        var result = await Runner.RunAsync(
            new ProcessSpec("git", arguments) { Environment = Environment, WorkingDirectory = directory }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    /// <summary>Writes a file and its folders.</summary>
    public static void Write(string directory, string path, string content)
    {
        var file = Path.Combine(directory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Commits one file in the user's checkout, or another directory; gives the commit.</summary>
    public async Task<string> CommitAsync(string path, string content, string? directory = null)
    {
        Write(directory ?? Repository, path, content);
        await GitInAsync(directory ?? Repository, "add", "-f", "--", path);
        await GitInAsync(directory ?? Repository, "commit", "-q", "-m", $"Change {path}");
        return await GitInAsync(directory ?? Repository, "rev-parse", "HEAD");
    }

    /// <summary>Lets somebody else push one commit to a branch of the origin; gives the commit.</summary>
    public async Task<string> PushFromElsewhereAsync(string branch, string? newBranch = null)
    {
        var clone = Path.Combine(top, State.Ids.New("clone"));
        await GitInAsync(top, "clone", "-q", "-b", branch, Origin, clone);
        var commit = await CommitAsync($"{newBranch ?? branch}.txt", "from elsewhere\n", clone);
        await GitInAsync(clone, "push", "-q", "origin", $"HEAD:refs/heads/{newBranch ?? branch}");
        return commit;
    }

    /// <summary>A program that leaves a trace when it is run, and passes its input on.</summary>
    public string Trap(string name)
    {
        var path = Path.Combine(top, name);
        File.WriteAllText(path, $"#!/bin/sh\necho {name} >> '{Trace}'\ncat\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public Task<RepositoryFacts> FactsAsync(string? directory = null) =>
        RepositoryReader.ReadAsync(Runner, Environment, directory ?? Repository, TestContext.Current.CancellationToken);

    /// <summary>What an agent of this name asks for.</summary>
    public async Task<WorkspaceRequest> RequestAsync(string agent = "fix") => new(await FactsAsync(), agent, Path.Combine(top, "state", "workspaces"));

    public Task<WorkspacePlan> PlanAsync(WorkspaceRequest request) => new WorkspacePlanner(Git).PlanAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Plans and makes a workspace of an agent's own.</summary>
    public async Task<Workspace> MakeAsync(string agent = "fix") =>
        await Maker.MakeAsync(await PlanAsync(await RequestAsync(agent)), TestContext.Current.CancellationToken);

    /// <summary>All that must stay the same in the user's checkout: HEAD, the index, the files, the branches.</summary>
    public async Task<string> UserStateAsync()
    {
        var files = Directory.EnumerateFiles(Repository, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {File.ReadAllText(file)}");
        var index = Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(Repository, ".git", "index")));
        var head = await File.ReadAllTextAsync(Path.Combine(Repository, ".git", "HEAD"));
        return string.Join('\n', [head, await GitAsync("rev-parse", "HEAD"), index, .. files]);
    }

    public void Dispose() => Directory.Delete(top, recursive: true);
}
