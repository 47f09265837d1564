using System.Text.Json;
using Orch.Processes;
using Orch.ScriptedGitHub;
using Orch.ScriptedModel;

namespace Orch.SystemTests.Support;

/// <summary>
/// One test's private world: a home, a state directory, a tmux socket folder, a repository with a bare origin, the real agent CLIs and a
/// scripted model as their only account. Disposing it ends what still runs there, by its own tmux socket and its own marker.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly string[] AgentClis = ["claude", "codex", "gemini", "opencode", "qwen", "copilot"];

    private readonly ProcessRunner runner = new(TimeProvider.System);
    private readonly ScriptedModelServer model;

    private World(string root, ScriptedModelServer model)
    {
        Root = root;
        this.model = model;
    }

    /// <summary>Everything of this test lies below it.</summary>
    public string Root { get; }

    public string Repository => Path.Combine(Root, "app");

    public string Origin => Path.Combine(Root, "origin.git");

    public string State => Path.Combine(Root, "state");

    /// <summary>A folder at the front of PATH, for stubs.</summary>
    public string Bin => Path.Combine(Root, "bin");

    public ScriptedModelServer Model => model;

    /// <summary>The environment in which orch runs.</summary>
    public Dictionary<string, string> Environment { get; private set; } = [];

    /// <summary>Makes a world.</summary>
    /// <param name="claude">The scenario of claude; null when it is not installed.</param>
    /// <param name="codex">The scenario of codex; null when it is not installed.</param>
    /// <param name="gemini">The scenario of gemini; null when it is not installed.</param>
    /// <param name="script">What the model does about a prompt that carries no script of its own; null for its default.</param>
    /// <param name="opencode">The scenario of opencode; null when it is not installed.</param>
    /// <param name="qwen">The scenario of qwen; null when it is not installed.</param>
    /// <param name="copilot">The scenario of copilot; null when it is not installed.</param>
    public static Task<World> CreateAsync(
        string? claude = "ok", string? codex = "ok", string? gemini = "ok", string? script = null, string? opencode = null, string? qwen = null, string? copilot = null)
    {
        string?[] scenarios = [claude, codex, gemini, opencode, qwen, copilot];
        return CreateAsync(
            new()
            {
                Claude = claude ?? "ok",
                Codex = codex ?? "ok",
                Gemini = gemini ?? "ok",
                Opencode = opencode ?? "ok",
                Qwen = qwen ?? "ok",
                Copilot = copilot ?? "ok",
            },
            [.. AgentClis.Where((_, index) => scenarios[index] is not null)],
            script);
    }

    /// <summary>Makes a world.</summary>
    /// <param name="accounts">What the CLIs meet.</param>
    /// <param name="installed">Those that are installed.</param>
    /// <param name="script">What the model does about a prompt that carries no script of its own; null for its default.</param>
    public static async Task<World> CreateAsync(ScriptedAccountOptions accounts, IReadOnlyList<string> installed, string? script = null)
    {
        var root = Directory.CreateTempSubdirectory("orch-").FullName;
        var options = script is null ? new ScriptedModelOptions() : new() { DefaultScript = Script.Parse(script) };
        var world = new World(root, await ScriptedModelServer.StartAsync(options));
        world.Prepare(accounts, installed);
        await world.MakeRepositoryAsync();
        return world;
    }

    /// <summary>Runs orch in the repository.</summary>
    public Task<ProcessResult> OrchAsync(params IReadOnlyList<string> arguments) => RunAsync(OrchBinary.Path, arguments);

    /// <summary>Runs a program in the repository, in this world's environment.</summary>
    public Task<ProcessResult> RunAsync(string program, IReadOnlyList<string> arguments, string? directory = null) =>
        runner.RunAsync(
            new ProcessSpec(program, arguments)
            {
                Environment = Environment,
                WorkingDirectory = directory ?? Repository,
                Timeout = TimeSpan.FromMinutes(3),
            },
            TestContext.Current.CancellationToken);

    /// <summary>Runs git in the repository and gives its output; a failure fails the test.</summary>
    public async Task<string> GitAsync(params IReadOnlyList<string> arguments)
    {
        var result = await RunAsync("git", arguments);
        Assert.True(result.Succeeded, $"git {string.Join(' ', arguments)}: {result.Error}");
        return result.Output.TrimEnd('\n');
    }

    /// <summary>What a file holds on a branch at the origin; null when there is no such branch or file.</summary>
    public async Task<string?> AtOriginAsync(string branch, string path)
    {
        var result = await RunAsync("git", ["--git-dir", Origin, "show", $"{branch}:{path}"]);
        return result.Succeeded ? result.Output : null;
    }

    /// <summary>The branches at the origin.</summary>
    public async Task<IReadOnlyList<string>> BranchesAtOriginAsync() =>
        (await GitAsync("--git-dir", Origin, "for-each-ref", "--format=%(refname:short)", "refs/heads")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs orch with --json and gives the document; the exit code has to be the expected one.</summary>
    public async Task<JsonElement> OrchJsonAsync(int expectedExitCode, params IReadOnlyList<string> arguments)
    {
        var result = await OrchAsync(arguments);
        Assert.True(result.ExitCode == expectedExitCode, $"exit code {result.ExitCode}\n{result.Error}\n{result.Output}");
        return JsonSerializer.Deserialize<JsonElement>(result.Output);
    }

    /// <summary>A shell script on the PATH of this world, in the place of a program that no test can install or make behave so.</summary>
    public void Stub(string name, string script) => WriteProgram(Path.Combine(Bin, name), $"#!/bin/sh\n{script}\n");

    /// <summary>Gives the repository an address on GitHub, with the scripted one behind it: git goes to the bare origin, <c>gh</c> to the server.</summary>
    public async Task<ScriptedGitHubServer> UseGitHubAsync()
    {
        var hub = await ScriptedGitHubServer.StartAsync(Path.Combine(Root, "gh.sock"));
        hub.AddRepository("acme/demo", Origin);
        foreach (var (name, value) in hub.Environment(Path.Combine(Root, "gh")))
        {
            Environment[name] = value;
        }

        await GitAsync("remote", "set-url", "origin", "https://github.com/acme/demo.git");
        await GitAsync("config", $"url.{Origin}.insteadOf", "https://github.com/acme/demo.git");
        return hub;
    }

    /// <summary>Takes a program off this world's PATH.</summary>
    public void Hide(string program) => File.Move(Path.Combine(Root, "programs", program), Path.Combine(Root, $"hidden-{program}"));

    /// <summary>Puts it back.</summary>
    public void Show(string program) => File.Move(Path.Combine(Root, $"hidden-{program}"), Path.Combine(Root, "programs", program));

    /// <summary>A task that carries its own script for the scripted model.</summary>
    public static string Task(string words, string steps) => $"{words}\n\n<<<SCRIPT {steps} SCRIPT>>>";

    public async ValueTask DisposeAsync()
    {
        var tmuxFolder = Path.Combine(Environment["TMUX_TMPDIR"], $"tmux-{NativeMethods.GetEffectiveUserId()}");
        if (Directory.Exists(tmuxFolder))
        {
            foreach (var socket in Directory.EnumerateFiles(tmuxFolder))
            {
                await RunAsync("tmux", ["-S", socket, "kill-server"], Root);
            }
        }

        // What ended may just have started another.
        var leftovers = new Leftovers("ORCH_WORLD", Root, TimeProvider.System);
        await Waiting.UntilAsync(
            async () =>
            {
                await leftovers.EndAsync(TimeSpan.Zero);
                return leftovers.Find().Count == 0;
            },
            "the processes of this world are gone");

        await model.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private void Prepare(ScriptedAccountOptions accounts, IReadOnlyList<string> installed)
    {
        foreach (var folder in (string[])["home", "state", "bin", "tmux", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(Root, folder));
        }

        var clis = System.Environment.GetEnvironmentVariable("ORCH_AGENT_CLIS")
            ?? throw new InvalidOperationException("ORCH_AGENT_CLIS is not set: it names the folder with the agent CLIs (./test.sh sets it)");
        foreach (var name in installed)
        {
            File.CreateSymbolicLink(Path.Combine(Bin, name), Path.Combine(clis, name));
        }

        var account = ScriptedAccount.Create(Path.Combine(Root, "account"), model, accounts with { TrustedDirectories = [Repository] });
        Environment = account.Over(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{Bin}:{Programs()}",
            ["LANG"] = "C.UTF-8",
            ["TERM"] = "xterm-256color",
        });
        Environment["HOME"] = Path.Combine(Root, "home");
        Environment["ORCH_HOME"] = State;
        Environment["ORCH_WORLD"] = Root;
        Environment["TMUX_TMPDIR"] = Path.Combine(Root, "tmux");
        Environment["TMPDIR"] = Path.Combine(Root, "tmp");
        Environment["IS_SANDBOX"] = "1";
    }

    // The machine's own agent CLIs, if it has any, are not part of this world.
    private string Programs()
    {
        var folder = Path.Combine(Root, "programs");
        Directory.CreateDirectory(folder);
        foreach (var directory in (string[])["/usr/local/bin", "/usr/bin", "/bin"])
        {
            foreach (var program in Directory.EnumerateFiles(directory))
            {
                var link = Path.Combine(folder, Path.GetFileName(program));
                if (!File.Exists(link) && Path.GetFileName(program) is not ("cursor-agent" or "agent" or "amp") && !AgentClis.Contains(Path.GetFileName(program)))
                {
                    File.CreateSymbolicLink(link, program);
                }
            }
        }

        return folder;
    }

    private async Task MakeRepositoryAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(Environment["HOME"], ".gitconfig"),
            "[user]\n\tname = Test User\n\temail = test@example.invalid\n[init]\n\tdefaultBranch = main\n");
        Directory.CreateDirectory(Repository);
        await GitAsync("init", "-q", "--bare", "-b", "main", Origin);
        await GitAsync("init", "-q", "-b", "main", Repository);
        await File.WriteAllTextAsync(Path.Combine(Repository, "README.md"), "# app\n");
        await GitAsync("add", "README.md");
        await GitAsync("commit", "-q", "-m", "Begin");
        await GitAsync("remote", "add", "origin", Origin);
        await GitAsync("push", "-q", "-u", "origin", "main");
    }

    private static void WriteProgram(string path, string content)
    {
        // Not through a link: it leads to the agent CLI that all tests share.
        File.Delete(path);
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
