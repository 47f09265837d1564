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
    private static readonly TimeSpan PasteSettles = TimeSpan.FromMilliseconds(400);

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

    /// <summary>The sessions; none when no server runs or tmux is not installed.</summary>
    public async Task<IReadOnlyList<TmuxSession>> ListAsync(CancellationToken ct)
    {
        if (!IsInstalled())
        {
            return [];
        }

        var result = await RunAsync(["list-panes", "-a", "-F", TmuxArguments.ListFormat], ct: ct);
        return HasNoServer(result) ? [] : TmuxArguments.ParseList(Demand(result, "list the sessions").Output);
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken ct) =>
        IsInstalled() && IsThere(await RunAsync(["has-session", "-t", TmuxArguments.Session(name)], ct: ct), "look for", name);

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

    /// <summary>
    /// Pastes a text into the program of a session and sends it off with Enter, after the time that interactive agent CLIs need to take
    /// a paste. Whether it arrived shows in what the program does next. False when there is no such session.
    /// </summary>
    public async Task<bool> PasteAsync(string name, string text, TimeProvider time, CancellationToken ct)
    {
        var buffer = Ids.New("paste");
        var pasted = await RunAsync(
            ["load-buffer", "-b", buffer, "-", ";", "paste-buffer", "-p", "-d", "-b", buffer, "-t", TmuxArguments.Pane(name)], input: text, ct: ct);
        if (!IsThere(pasted, "write to", name))
        {
            await RunAsync(["delete-buffer", "-b", buffer], ct: ct);
            return false;
        }

        await Task.Delay(PasteSettles, time, ct);
        return IsThere(await RunAsync(["send-keys", "-t", TmuxArguments.Pane(name), "Enter"], ct: ct), "write to", name);
    }

    /// <summary>What shows a session on the user's terminal, also from within another tmux.</summary>
    public ProcessSpec AttachSpec(string name) => new(Program, "-L", Socket, "-N", "attach-session", "-t", TmuxArguments.Session(name))
    {
        Environment = environment.Where(pair => !SessionEnvironment.IsTmuxOwn(pair.Key)).ToDictionary(StringComparer.Ordinal),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static string[] KillDead(string name) =>
        ["if-shell", "-F", "-t", TmuxArguments.Pane(name), "#{pane_dead}", $"kill-session -t {TmuxArguments.Session(name)}"];

    private static bool IsDuplicate(ProcessResult result) => result.Error.Contains("duplicate session", StringComparison.Ordinal);

    private static bool HasNoServer(ProcessResult result) => !result.Succeeded
        && (result.Error.Contains("no server running on", StringComparison.Ordinal)
            || result.Error.Contains("server exited", StringComparison.Ordinal)
            || result.Error.Contains("lost server", StringComparison.Ordinal)
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
