namespace Orch.State;

/// <summary>Where Orch keeps its record: a private directory (0700) with the database and one folder for each agent.</summary>
internal sealed class StateDirectory
{
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The mode of every file that Orch writes into it: 0600.</summary>
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private StateDirectory(string path) => Path = path;

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "orch.db");

    public string TmuxConfiguration => System.IO.Path.Combine(Path, "tmux.conf");

    /// <summary>Finds the directory: ORCH_HOME, else XDG_STATE_HOME/orch, else ~/.local/state/orch. Nothing is created.</summary>
    public static StateDirectory Locate(IReadOnlyDictionary<string, string> environment)
    {
        if (Value(environment, "ORCH_HOME") is { } home)
        {
            return new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(home)));
        }

        if (Value(environment, "XDG_STATE_HOME") is { } state && System.IO.Path.IsPathRooted(state))
        {
            return new(System.IO.Path.Combine(System.IO.Path.GetFullPath(state), "orch"));
        }

        var user = Value(environment, "HOME")
            ?? throw OrchException.Environment("no home directory: neither ORCH_HOME nor HOME is set; set ORCH_HOME to a private directory");
        return new(System.IO.Path.Combine(user, ".local", "state", "orch"));
    }

    /// <summary>Creates the directory with mode 0700. A symbolic link, a file or somebody else's directory in its place is refused.</summary>
    public void Ensure()
    {
        // Closing a directory that has other uses, such as /tmp or a home directory, would break those.
        if (!File.Exists(Database) && HoldsOtherThings())
        {
            throw OrchException.Environment($"{Path} is open to others and is not empty; Orch keeps its state in a private directory of its own: set ORCH_HOME to one");
        }

        EnsurePrivate(Path);
    }

    /// <summary>The folder of an agent; it exists only after <see cref="EnsureAgent"/>.</summary>
    public string Agent(string name) => System.IO.Path.Combine(Path, "agents", name);

    public string EnsureAgent(string name)
    {
        EnsurePrivate(System.IO.Path.Combine(Path, "agents"));
        var folder = Agent(name);
        EnsurePrivate(folder);
        return folder;
    }

    /// <summary>The folder of one attempt, created with mode 0700.</summary>
    public string EnsureAttempt(string name, int n)
    {
        var folder = Attempt(name, n);
        EnsurePrivate(folder);
        return folder;
    }

    public string Attempt(string name, int n) => System.IO.Path.Combine(Agent(name), $"attempt-{n}");

    /// <summary>Creates a directory that only its owner may enter; a symbolic link in its place is refused.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="refuseOthers">Throws when an existing directory is not to be used, before anything of it is changed.</param>
    public static void EnsurePrivate(string path, Action? refuseOthers = null)
    {
        try
        {
            var there = new DirectoryInfo(path);
            if (there.LinkTarget is not null)
            {
                throw OrchException.Environment($"{path} is a symbolic link; Orch keeps its state in a real private directory: remove the link or set ORCH_HOME");
            }

            if (!there.Exists)
            {
                Directory.CreateDirectory(path, PrivateDirectory);
            }

            refuseOthers?.Invoke();
            if (File.GetUnixFileMode(path) != PrivateDirectory)
            {
                File.SetUnixFileMode(path, PrivateDirectory);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OrchException.Environment($"cannot use the state directory {path}: {e.Message}; set ORCH_HOME to a directory that you can write", e);
        }
    }

    private bool HoldsOtherThings()
    {
        try
        {
            return File.GetUnixFileMode(Path) != PrivateDirectory && Directory.EnumerateFileSystemEntries(Path).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, no directory, or not readable: what is wrong with it is told when it is used.
            return false;
        }
    }

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
