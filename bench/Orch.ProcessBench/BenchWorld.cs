using System.Diagnostics;
using System.Globalization;

namespace Orch.ProcessBench;

/// <summary>
/// A home, a state directory, a repository with a remote, and a shell script in the place of <c>claude</c>, which writes down when it
/// started and then does what the file <c>mode</c> says. Everything is below one scratch directory and ends with it.
/// </summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private const string Stub = """
        #!/bin/bash
        cat >/dev/null
        echo "$ORCH_AGENT $EPOCHREALTIME" >>"$BENCH/started"
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        case "$(<"$BENCH/mode")" in
            sleep) exec sleep 3600 ;;
            stream) cat "$BENCH/stream.jsonl" ;;
            work) echo work >>work.txt; git add work.txt; git commit -qm 'Do the work' ;;
        esac
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
        echo "$ORCH_AGENT $EPOCHREALTIME" >>"$BENCH/ended"
        """;

    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);
    private readonly string root;

    private BenchWorld(string root) => this.root = root;

    /// <summary>The copy of the binary that is measured: no other process runs it.</summary>
    public string Orch => Path.Combine(root, "orch");

    public static async Task<BenchWorld> CreateAsync(string orch)
    {
        var world = new BenchWorld(Directory.CreateTempSubdirectory("orch-bench-").FullName);
        foreach (var folder in (string[])["home", "bin", "tmux", "tmp", "app"])
        {
            Directory.CreateDirectory(world.At(folder));
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(orch))!))
        {
            File.Copy(file, world.At(Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(world.At("bin/claude"), Stub);
        File.SetUnixFileMode(world.At("bin/claude"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("HOME", world.At("home")), ("ORCH_HOME", world.At("state")), ("TMUX_TMPDIR", world.At("tmux")), ("TMPDIR", world.At("tmp")),
             ("BENCH", world.root), ("PATH", $"{world.At("bin")}:/usr/local/bin:/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("TERM", "xterm-256color"),
             ("MAX_CONCURRENT_AGENTS", "200"), ("IS_SANDBOX", "1"), ("GIT_CONFIG_GLOBAL", world.At("gitconfig"))])
        {
            world.environment[name] = value;
        }

        await File.WriteAllTextAsync(world.At("gitconfig"), "[user]\n\tname = Bench\n\temail = bench@example.com\n[init]\n\tdefaultBranch = main\n");
        await world.MustAsync("git", "init", "-q", "--bare", world.At("origin.git"));
        await world.MustAsync("git", "init", "-q");
        await File.WriteAllTextAsync(world.At("app/README.md"), "# app\n");
        await world.MustAsync("git", "add", "-A");
        await world.MustAsync("git", "commit", "-qm", "Begin");
        await world.MustAsync("git", "remote", "add", "origin", world.At("origin.git"));
        await world.MustAsync("git", "push", "-q", "-u", "origin", "main");
        return world;
    }

    public string At(string path) => Path.Combine(root, path);

    /// <summary>What the script in the place of the agent does from now on: <c>sleep</c>, <c>stream</c> or <c>work</c>.</summary>
    public void Play(string mode) => File.WriteAllText(At("mode"), mode);

    /// <summary>When each agent's program started, or ended, in seconds since 1970.</summary>
    public Dictionary<string, double> Times(string file) =>
        File.Exists(At(file))
            ? File.ReadAllLines(At(file)).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
            : [];

    /// <summary>Runs a program in the repository and waits for it; its wall time in milliseconds.</summary>
    public async Task<double> MustAsync(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = At("app"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var elapsed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        await output;
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }

    public Task<double> OrchAsync(params IReadOnlyList<string> arguments) => MustAsync(Orch, arguments);

    /// <summary>Writes down every start of tmux by Orch; returns how many there were while something ran.</summary>
    public async Task<int> TmuxCallsAsync(Func<Task> run)
    {
        var script = At("bin/tmux");
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho x >>\"$BENCH/tmux-calls\"\nexec /usr/bin/env PATH=/usr/local/bin:/usr/bin:/bin tmux \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await run();
        File.Delete(script);
        return File.Exists(At("tmux-calls")) ? (await File.ReadAllLinesAsync(At("tmux-calls"))).Length : 0;
    }

    public async ValueTask DisposeAsync()
    {
        await OrchAsync("kill", "--all");
        foreach (var socket in Directory.EnumerateFiles(At("tmux"), "*", SearchOption.AllDirectories))
        {
            await MustAsync("sh", "-c", $"tmux -S '{socket}' kill-server || true");
        }

        Directory.Delete(root, recursive: true);
    }
}
