namespace Orch.Agents;

/// <summary>
/// A folder in an agent's workspace with settings that a CLI reads from nowhere else. It is there while the CLI runs, git does not see it, and
/// it is made only where the repository has nothing of this name.
/// </summary>
/// <param name="Name">Its name in the workspace.</param>
/// <param name="Files">The files in it, by name.</param>
internal sealed record OwnFolder(string Name, IReadOnlyDictionary<string, string> Files)
{
    private const string Ignore = ".gitignore";

    private const string Mark = "# Settings of this run, made by Orch and removed by it.\n*\n";

    /// <summary>Whether it can be made: there is nothing of this name, or what an interrupted attempt left of ours.</summary>
    public static bool IsFree(string workspace, string name) => !Exists(Path.Combine(workspace, name)) || IsOurs(Path.Combine(workspace, name));

    /// <summary>Makes it.</summary>
    public void Write(string workspace)
    {
        var folder = Path.Combine(workspace, Name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Ignore), Mark);
        foreach (var (name, content) in Files)
        {
            File.WriteAllText(Path.Combine(folder, name), content);
        }
    }

    /// <summary>Removes it. What the agent has put there or changed stays, and is seen by git again.</summary>
    public void Remove(string workspace)
    {
        var folder = Path.Combine(workspace, Name);
        if (!IsOurs(folder))
        {
            return;
        }

        foreach (var (name, content) in Files)
        {
            var file = Path.Combine(folder, name);
            if (ReadsAs(file, content))
            {
                File.Delete(file);
            }
        }

        File.Delete(Path.Combine(folder, Ignore));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static bool IsOurs(string folder) => new DirectoryInfo(folder) is { Exists: true, LinkTarget: null } && ReadsAs(Path.Combine(folder, Ignore), Mark);

    private static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static bool ReadsAs(string file, string content) =>
        new FileInfo(file) is { Exists: true, LinkTarget: null, Length: < 1 << 20 } && File.ReadAllText(file) == content;
}
