namespace Orch.ScriptedModel;

/// <summary>
/// A home for <c>claude</c>, <c>codex</c>, <c>gemini</c>, <c>opencode</c>, <c>qwen</c> and <c>copilot</c> in which a <see cref="ScriptedModelServer"/> is their only model: configuration
/// files in a directory of its own, and the environment that leads the CLIs there and away from the user's accounts.
/// </summary>
public sealed class ScriptedAccount
{
    private ScriptedAccount(string directory, IReadOnlyDictionary<string, string> environment)
    {
        Directory = directory;
        Environment = environment;
    }

    /// <summary>The directory that holds everything the CLIs keep.</summary>
    public string Directory { get; }

    /// <summary>The variables to add to the environment of the CLIs.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Writes an account.</summary>
    /// <param name="directory">An absolute path to an empty or absent directory, private to this account; made with mode 0700.</param>
    /// <param name="server">The model.</param>
    /// <param name="claude">The scenario of <c>claude</c>; see <see cref="ScriptedModelServer.UrlFor"/>.</param>
    /// <param name="codex">The scenario of <c>codex</c>.</param>
    /// <param name="gemini">The scenario of <c>gemini</c>.</param>
    public static ScriptedAccount Create(string directory, ScriptedModelServer server, string claude = "ok", string codex = "ok", string gemini = "ok") =>
        Create(directory, server, new ScriptedAccountOptions { Claude = claude, Codex = codex, Gemini = gemini });

    /// <summary>Writes an account with all options.</summary>
    public static ScriptedAccount Create(string directory, ScriptedModelServer server, ScriptedAccountOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        var home = Path.GetFullPath(directory);
        foreach (var folder in (string[])["", "claude", "codex", "gemini/.gemini", "opencode", "qwen", "copilot", "tmp"])
        {
            System.IO.Directory.CreateDirectory(Path.Combine(home, folder), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var (path, content) in AccountFiles.All(server, options))
        {
            using var file = new StreamWriter(Path.Combine(home, path), new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            file.Write(content);
        }

        return new ScriptedAccount(home, AccountEnvironment.Variables(home, server, options));
    }

    /// <summary>The given environment with this account's variables, and without those that would lead a CLI to another account or model.</summary>
    public Dictionary<string, string> Over(IReadOnlyDictionary<string, string> environment)
    {
        var result = environment
            .Where(variable => !AccountEnvironment.IsForeign(variable.Key))
            .ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in Environment)
        {
            result[name] = value;
        }

        return result;
    }
}
