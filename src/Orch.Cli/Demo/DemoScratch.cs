using Orch.Processes;
using Orch.ScriptedModel;

namespace Orch.Cli.Demo;

/// <summary>The demo's private place: a repository with a bare origin, a home, a state directory and a tmux socket folder, all below one temporary directory.</summary>
internal sealed class DemoScratch
{
    private readonly Surroundings surroundings;

    private DemoScratch(Surroundings surroundings, string root, IReadOnlyDictionary<string, string> environment)
    {
        this.surroundings = surroundings;
        Root = root;
        Environment = environment;
    }

    public string Root { get; }

    public string Repository => Path.Combine(Root, "greeter");

    public string Origin => Path.Combine(Root, "origin.git");

    /// <summary>The environment of the demo: nothing in it leads to the user's accounts, configuration or record.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Makes the place.</summary>
    /// <param name="surroundings">The user's environment, for PATH and the terminal.</param>
    /// <param name="model">The scripted model.</param>
    /// <param name="accounts">What each CLI meets there.</param>
    /// <param name="folders">Folders to put in front of PATH.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<DemoScratch> CreateAsync(
        Surroundings surroundings, ScriptedModelServer model, ScriptedAccountOptions accounts, IReadOnlyList<string> folders, CancellationToken ct)
    {
        var root = Directory.CreateTempSubdirectory("orch-demo-").FullName;
        var account = ScriptedAccount.Create(Path.Combine(root, "home"), model, accounts);
        var kept = surroundings.Environment.Where(one => one.Key is "PATH" or "LANG" or "TERM" or "COLORTERM" or "NO_COLOR" or "DOTNET_ROOT")
            .ToDictionary(StringComparer.Ordinal);
        var environment = new Dictionary<string, string>(DemoClis.WithPath(account.Over(kept), folders), StringComparer.Ordinal)
        {
            ["ORCH_HOME"] = Path.Combine(root, "state"),
            ["TMUX_TMPDIR"] = Path.Combine(root, "tmux"),
        };
        Directory.CreateDirectory(environment["TMUX_TMPDIR"]);
        var scratch = new DemoScratch(surroundings, root, environment);
        await scratch.MakeRepositoryAsync(ct);
        return scratch;
    }

    /// <summary>Runs orch there, on the user's terminal.</summary>
    public Task<int> OrchAsync(IReadOnlyList<string> arguments, CancellationToken ct) => surroundings.Runner.RunOnTerminalAsync(Spec(surroundings.OrchBinary, arguments), ct);

    /// <summary>Runs git in the repository and gives its output.</summary>
    public async Task<string> GitAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var result = await surroundings.Runner.RunAsync(Spec("git", arguments), ct);
        return result.Succeeded ? result.Output : throw OrchException.Failed($"git {arguments[0]} failed in {Repository}: {result.Complaint}");
    }

    /// <summary>Ends what still runs there and removes it.</summary>
    public async Task RemoveAsync()
    {
        await surroundings.Runner.RunAsync(Spec(surroundings.OrchBinary, ["kill", "--all"]), CancellationToken.None);
        var sockets = Path.Combine(Environment["TMUX_TMPDIR"], $"tmux-{NativeMethods.GetEffectiveUserId()}");
        foreach (var socket in Directory.Exists(sockets) ? Directory.GetFiles(sockets) : [])
        {
            await surroundings.Runner.RunAsync(Spec("tmux", ["-S", socket, "kill-server"]), CancellationToken.None);
        }

        Directory.Delete(Root, recursive: true);
    }

    private async Task MakeRepositoryAsync(CancellationToken ct)
    {
        await File.WriteAllTextAsync(
            Path.Combine(Environment["HOME"], ".gitconfig"), "[user]\n\tname = Orch Demo\n\temail = demo@example.invalid\n", ct);
        Directory.CreateDirectory(Repository);
        foreach (var (name, content) in DemoProject.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(Repository, name), content, ct);
        }

        await GitAsync(["init", "--quiet", "--bare", "--initial-branch=main", Origin], ct);
        await GitAsync(["init", "--quiet", "--initial-branch=main"], ct);
        await GitAsync(["add", "--all"], ct);
        await GitAsync(["commit", "--quiet", "--message", "A greeter that knows nobody"], ct);
        await GitAsync(["remote", "add", "origin", Origin], ct);
        await GitAsync(["push", "--quiet", "--set-upstream", "origin", "main"], ct);
    }

    private ProcessSpec Spec(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        Environment = Environment,
        WorkingDirectory = Repository,
        Timeout = TimeSpan.FromMinutes(1),
    };
}
