using Orch.Processes;
using Orch.State;

namespace Orch.Sessions;

/// <summary>
/// Orch's own tmux server, one for each state directory; the user's own server is never spoken to. It is a screen, not the truth: that
/// a session is there or gone says nothing about its agent.
/// </summary>
/// <param name="directory">The state directory.</param>
/// <param name="runner">Runs tmux.</param>
/// <param name="environment">The caller's environment, of which the server is given only what is no secret.</param>
internal sealed class TmuxServer(StateDirectory directory, ProcessRunner runner, IReadOnlyDictionary<string, string> environment)
{
    public const string Program = "tmux";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>The name given to <c>tmux -L</c>.</summary>
    public string Socket { get; } = TmuxArguments.SocketName(directory.Path);

    /// <summary>Makes a session that runs a program; of several that try the same name at once, one succeeds.</summary>
    /// <param name="name">The session's name.</param>
    /// <param name="workingDirectory">Where the program runs.</param>
    /// <param name="argv">The program and its arguments, which no shell sees.</param>
    /// <param name="variables">Variables for the program. Everybody who may use the server can read them: no secrets.</param>
    /// <param name="keepWhenFailed">Keeps the pane of a program that fails for <see cref="CapturePaneAsync"/>, until <see cref="ReleaseAsync"/>.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <returns>The session's id, which unlike its name no later session gets.</returns>
    /// <exception cref="OrchException">The name is taken (conflict); tmux or the directory is missing (environment).</exception>
    public async Task<string> CreateAsync(
        string name,
        string workingDirectory,
        IReadOnlyList<string> argv,
        IReadOnlyDictionary<string, string> variables,
        bool keepWhenFailed,
        CancellationToken ct)
    {
        await TmuxVersion.CheckAsync(runner, environment, ct);
        directory.Ensure();
        PrivateFile.Write(directory.TmuxConfiguration, TmuxConfiguration.Text);

        // The directory is that of the tmux client: after -c it would be a format, whose #(…) tmux executes.
        IReadOnlyList<string> create =
        [
            "new-session", "-d", "-P", "-F", "#{session_id}", "-s", TmuxArguments.Checked(name), "-x", $"{TmuxConfiguration.Columns}", "-y", $"{TmuxConfiguration.Rows}",
            .. variables.SelectMany(pair => new[] { "-e", TmuxArguments.Literal($"{pair.Key}={pair.Value}") }),
            "--", .. TmuxArguments.Command(argv),
        ];
        IReadOnlyList<string> keep = keepWhenFailed ? [";", "set-option", "-w", "-t", TmuxArguments.Pane(name), "remain-on-exit", "on"] : [];
        var result = await RunAsync([.. create, .. keep], workingDirectory, mayStart: true, ct: ct);
        if (IsDuplicate(result))
        {
            // A creator that died left the pane of a program that failed.
            result = await RunAsync([.. KillDead(name), ";", .. create, .. keep], workingDirectory, mayStart: true, ct: ct);
        }

        if (IsDuplicate(result))
        {
            throw OrchException.Conflict($"a session named {name} runs already: choose another name or 'orch kill {name}'");
        }

        return Demand(result, $"make the session {name}").Output.Trim();
    }

    /// <summary>From now on the session ends with its program, whatever its exit code; when that has ended, at once.</summary>
    public async Task ReleaseAsync(string name, CancellationToken ct) =>
        await RunAsync(["set-option", "-w", "-t", TmuxArguments.Pane(name), "remain-on-exit", "off", ";", .. KillDead(name)], ct: ct);

    /// <summary>Keeps what a session is in a place that lives as long as it does.</summary>
    public async Task MarkAsync(string name, string mark, CancellationToken ct) =>
        Demand(await RunAsync(["set-option", "-t", TmuxArguments.Pane(name), TmuxArguments.MarkOption, mark], ct: ct), $"mark the session {name}");

    /// <summary>The sessions; none when no server runs or tmux is not installed. Without a server's socket no process is started.</summary>
    public async Task<IReadOnlyList<TmuxSession>> ListAsync(CancellationToken ct)
    {
        if (!HasSocket() || !IsInstalled())
        {
            return [];
        }

        var result = await RunAsync(["list-panes", "-a", "-F", TmuxArguments.ListFormat], ct: ct);
        return HasNoServer(result) ? [] : TmuxArguments.ParseList(Demand(result, "list the sessions").Output);
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken ct) =>
        HasSocket() && IsInstalled() && IsThere(await RunAsync(["has-session", "-t", TmuxArguments.Session(name)], ct: ct), "look for", name);

    /// <summary>Removes a session; its processes get SIGHUP and may outlive it. False when there was none.</summary>
    public async Task<bool> KillAsync(string name, CancellationToken ct) =>
        IsInstalled() && IsThere(await RunAsync(["kill-session", "-t", TmuxArguments.Session(name)], ct: ct), "remove", name);

    /// <summary>Removes the session with this id, if it is still there; not another one that came to have its name.</summary>
    public async Task RemoveAsync(string id, CancellationToken ct) => await RunAsync(["kill-session", "-t", id], ct: ct);

    /// <summary>What the session's screen shows, without the empty lines at its end; null when there is no such session.</summary>
    public async Task<string?> CapturePaneAsync(string name, CancellationToken ct)
    {
        var result = await RunAsync(["capture-pane", "-p", "-J", "-t", TmuxArguments.Pane(name)], ct: ct);
        return IsThere(result, "read", name) ? result.Output.TrimEnd() : null;
    }

    /// <summary>The screens of several sessions by one call; a session that is gone by then has none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ScreensAsync(IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        // Screens hold anything, and so each is announced by a word that nothing on one can know.
        var word = Ids.New("screen");
        var commands = names.SelectMany((name, n) => new[]
        {
            n == 0 ? "" : ";", "if-shell", "-F", "-t", TmuxArguments.Pane(name), "#{pane_id}",
            $"display-message -p \"{word} {name}\" ; capture-pane -p -t {TmuxArguments.Pane(name)}",
        });
        var result = await RunAsync([.. commands.Skip(1)], ct: ct);
        return result.Output.Split($"{word} ").Skip(1)
            .Select(part => part.Split('\n', 2))
            .ToDictionary(part => part[0].TrimEnd(), part => part.Length > 1 ? part[1].TrimEnd() : "", StringComparer.Ordinal);
    }

    /// <summary>Pastes a text into the program of a session, as a terminal does. False when there is no such session, or its program has ended.</summary>
    public async Task<bool> PasteAsync(string name, string text, CancellationToken ct)
    {
        // tmux 3.3 itself dies of a paste into a dead pane, and takes all sessions with it: hence the guard.
        var buffer = Ids.New("paste");
        var pasted = await RunAsync(
            [
                "load-buffer", "-b", buffer, "-", ";",
                "if-shell", "-F", "-t", TmuxArguments.Pane(name), "#{pane_dead}", "display-message -p dead", $"paste-buffer -p -d -b {buffer} -t {TmuxArguments.Pane(name)}",
            ],
            input: text,
            ct: ct);
        if (IsThere(pasted, "write to", name) && pasted.Output.Length == 0)
        {
            return true;
        }

        await RunAsync(["delete-buffer", "-b", buffer], ct: ct);
        return false;
    }

    /// <summary>Presses keys in a session, by the names that tmux has for them; a person who scrolled back there is brought to the bottom first. False when there is no such session.</summary>
    public async Task<bool> PressAsync(string name, IReadOnlyList<string> keys, CancellationToken ct) => IsThere(
        await RunAsync(
            [
                "if-shell", "-F", "-t", TmuxArguments.Pane(name), "#{pane_in_mode}", $"send-keys -X -t {TmuxArguments.Pane(name)} cancel", ";",
                "send-keys", "-t", TmuxArguments.Pane(name), .. keys,
            ],
            ct: ct),
        "write to",
        name);

    /// <summary>Whether the caller's terminal is a pane of this server.</summary>
    public bool IsWithin => environment.GetValueOrDefault("TMUX") is { } tmux && Path.GetFileName(tmux.Split(',')[0]) == Socket;

    /// <summary>What shows a session on the user's terminal: one in another tmux shows it inside of that, one of this server is switched over.</summary>
    public ProcessSpec AttachSpec(string name) => new(Program, IsWithin
        ? ["-L", Socket, "-N", "switch-client", "-t", TmuxArguments.Session(name)]
        : ["-L", Socket, "-N", "attach-session", "-t", TmuxArguments.Session(name)])
    {
        Environment = environment.Where(pair => IsWithin || !SessionEnvironment.IsTmuxOwn(pair.Key)).ToDictionary(StringComparer.Ordinal),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static string[] KillDead(string name) =>
        ["if-shell", "-F", "-t", TmuxArguments.Pane(name), "#{pane_dead}", $"kill-session -t {TmuxArguments.Session(name)}"];

    private static bool IsDuplicate(ProcessResult result) => result.Error.Contains("duplicate session", StringComparison.Ordinal);

    private static bool HasNoServer(ProcessResult result) => !result.Succeeded
        && (result.Error.Contains("no server running on", StringComparison.Ordinal)
            || result.Error.Contains("server exited", StringComparison.Ordinal)
            || result.Error.Contains("lost server", StringComparison.Ordinal)
            // Its last session is gone, and it is about to be.
            || result.Error.Contains("no current target", StringComparison.Ordinal)
            || (result.Error.Contains("error connecting to", StringComparison.Ordinal)
                && !result.Error.Contains("Permission denied", StringComparison.Ordinal)));

    private static bool IsThere(ProcessResult result, string what, string name)
    {
        if (HasNoServer(result) || result.Error.Contains("can't find", StringComparison.Ordinal))
        {
            return false;
        }

        Demand(result, $"{what} the session {name}");
        return true;
    }

    private static ProcessResult Demand(ProcessResult result, string what) =>
        result.Succeeded ? result : throw OrchException.Environment($"tmux could not {what}: {result.Complaint}");

    private bool HasSocket() => File.Exists(SocketPath());

    // As tmux(1) finds it.
    private string SocketPath() => Path.Combine(
        environment.GetValueOrDefault("TMUX_TMPDIR") is { Length: > 0 } folder ? folder : "/tmp",
        $"tmux-{NativeMethods.GetEffectiveUserId()}",
        Socket);

    private bool IsInstalled() => ProgramFinder.Find(Program, environment) is not null;

    // -u: answers in UTF-8 whatever the locale; -N: who only looks does not start a server.
    private async Task<ProcessResult> RunAsync(
        IReadOnlyList<string> command, string? workingDirectory = null, string input = "", bool mayStart = false, CancellationToken ct = default)
    {
        string[] start = mayStart ? ["-f", directory.TmuxConfiguration] : ["-N"];
        var spec = new ProcessSpec(Program, ["-L", Socket, "-u", .. start, .. command])
        {
            Environment = SessionEnvironment.ForServer(environment),
            WorkingDirectory = workingDirectory ?? "/",
            Input = input,
            Timeout = Deadline,
        };
        if (mayStart && UserScope.Around(spec, environment) is { } scoped && HasNoServer(await RunAsync(["list-sessions"], ct: ct)))
        {
            // Where no scope can be made after all, it goes without; and when tmux itself refused, it says so again.
            var result = await runner.RunAsync(scoped, ct);
            if (result.Succeeded || IsDuplicate(result))
            {
                return result;
            }
        }

        return await runner.RunAsync(spec, ct);
    }
}
