using Orch.Processes;
using Orch.Proof;
using Orch.State;
using Orch.SystemTests.Support;
using Orch.Workspaces;

namespace Orch.SystemTests.Proof;

/// <summary>One test's repository, workspace and proof. What the tests do in the workspace stands for the agent.</summary>
internal sealed class ProofWorld : IDisposable
{
    public const string Branch = "orch/agent";

    private readonly ProcessRunner runner = new(TimeProvider.System);
    private readonly StarterThread starter = new();

    private ProofWorld(string root)
    {
        Root = root;
        Environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Path.Combine(root, "home"),
            ["GIT_CONFIG_NOSYSTEM"] = "1",
        };
    }

    public string Root { get; }

    public Dictionary<string, string> Environment { get; }

    public string Repository => Path.Combine(Root, "app");

    public string Directory => Path.Combine(Root, "app.orch", "agent");

    public string Folder => Path.Combine(Root, "state");

    public Workspace Workspace { get; private set; } = null!;

    public string BaseSha => Workspace.Plan.BaseSha;

    /// <summary>Makes a repository with some files; the workspace is made by <see cref="BeginAsync"/>.</summary>
    public static async Task<ProofWorld> CreateAsync(params IReadOnlyList<(string Path, string Content)> files)
    {
        var world = new ProofWorld(System.IO.Directory.CreateTempSubdirectory("orch-").FullName);
        System.IO.Directory.CreateDirectory(world.Environment["HOME"]);
        System.IO.Directory.CreateDirectory(world.Repository);
        StateDirectory.EnsurePrivate(world.Folder);
        await File.WriteAllTextAsync(
            Path.Combine(world.Environment["HOME"], ".gitconfig"), "[user]\n\tname = Test User\n\temail = test@example.invalid\n[init]\n\tdefaultBranch = main\n");
        await world.GitAtAsync(world.Repository, "init", "-q", "-b", "main");
        foreach (var (path, content) in files.Prepend(("README.md", "# app\n")))
        {
            world.Write(world.Repository, path, content);
        }

        await world.GitAtAsync(world.Repository, "add", "-A");
        await world.GitAtAsync(world.Repository, "commit", "-q", "-m", "Begin");
        return world;
    }

    /// <summary>Makes the workspace, and notes how things stand.</summary>
    /// <param name="isExisting">Whether it is for an existing branch: then HEAD is detached.</param>
    /// <param name="change">Changes the order.</param>
    public async Task<ProofRun> BeginAsync(bool isExisting = false, Func<ProofOrder, ProofOrder>? change = null)
    {
        var facts = await RepositoryReader.ReadAsync(runner, Environment, Repository, default);
        var plan = new WorkspacePlan
        {
            Repository = facts,
            Directory = Directory,
            Branch = Branch,
            IsExistingBranch = isExisting,
            BaseBranch = "main",
            BaseSha = await GitAtAsync(Repository, "rev-parse", isExisting ? Branch : "main"),
            RemoteTip = null,
        };
        Workspace = await new WorkspaceMaker(runner, Environment, TimeProvider.System).MakeAsync(plan, default);
        var order = new ProofOrder
        {
            AgentId = Ids.New("agent"),
            Attribution = new("agent", "task_1", "Fix the parser", "claude", "sonnet"),
            Workspace = Workspace,
            Start = await ProofStart.TakeAsync(Workspace, null, default),
            Folder = Folder,
            ValidateTimeout = TimeSpan.FromMinutes(2),
        };
        return new(change is null ? order : change(order), new(Environment, Repository, OrchBinary.Path, TimeProvider.System), starter);
    }

    /// <summary>Runs git in the workspace.</summary>
    public Task<string> GitAsync(params IReadOnlyList<string> arguments) => GitAtAsync(Directory, arguments);

    /// <summary>Runs git as anybody would; a failure fails the test.</summary>
    public async Task<string> GitAtAsync(string directory, params IReadOnlyList<string> arguments)
    {
        var result = await TryGitAtAsync(directory, arguments);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    public Task<ProcessResult> TryGitAtAsync(string directory, params IReadOnlyList<string> arguments) => runner.RunAsync(
        new ProcessSpec("git", arguments) { Environment = Environment, WorkingDirectory = directory }, TestContext.Current.CancellationToken);

    public void Write(string path, string content) => Write(Directory, path, content);

    public void Write(string directory, string path, string content)
    {
        var full = Path.Combine(directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    /// <summary>Writes a file in the workspace and commits it.</summary>
    public async Task CommitAsync(string path, string content, string message = "Work")
    {
        Write(path, content);
        await GitAsync("add", "-A", "-f");
        await GitAsync("commit", "-q", "-m", message);
    }

    /// <summary>Gives the repository a submodule, with its copy in the user's checkout.</summary>
    public async Task AddSubmoduleAsync(string path)
    {
        var library = Path.Combine(Root, "library");
        System.IO.Directory.CreateDirectory(library);
        await GitAtAsync(library, "init", "-q", "-b", "main");
        Write(library, "lib.txt", "library\n");
        await GitAtAsync(library, "add", "-A");
        await GitAtAsync(library, "commit", "-q", "-m", "Library");
        await GitAtAsync(Repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, path);
        await GitAtAsync(Repository, "commit", "-q", "-m", "Add a library");
    }

    public Task<string> StatusAsync() => GitAsync("status", "--porcelain");

    public void Dispose()
    {
        starter.Dispose();
        System.IO.Directory.Delete(Root, recursive: true);
    }
}
