namespace Orch.Agents;

/// <summary>How it can be seen, without asking a vendor, that an agent CLI has an account.</summary>
/// <param name="Variables">Variables that hold or choose one.</param>
/// <param name="Files">Files that a login leaves: the variable that names their folder, else the folder below the home, and the file.</param>
/// <param name="Command">What the user does to log in.</param>
internal sealed record AgentLogin(IReadOnlyList<string> Variables, IReadOnlyList<(string Variable, string Folder, string File)> Files, string Command)
{
    /// <summary>The first sign of an account, in words; null when there is none to be seen. A keychain cannot be looked into.</summary>
    public string? Find(IReadOnlyDictionary<string, string> environment)
    {
        if (Variables.FirstOrDefault(name => environment.GetValueOrDefault(name) is { Length: > 0 }) is { } variable)
        {
            return $"{variable} is set";
        }

        var home = environment.GetValueOrDefault("HOME") ?? "/";
        var path = Files
            .Select(one => Path.Combine(environment.GetValueOrDefault(one.Variable) is { Length: > 0 } folder ? folder : Path.Combine(home, one.Folder), one.File))
            .FirstOrDefault(File.Exists);
        return path is null ? null : $"{path} is there";
    }
}
