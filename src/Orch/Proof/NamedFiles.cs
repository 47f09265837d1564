namespace Orch.Proof;

/// <summary>
/// Finds the files that a validation command names: words that are files of the base commit, seen from the top and from where the command
/// goes with cd or an option, and the file in which a task runner that it calls looks its tasks up. It does not follow what those call.
/// </summary>
internal static class NamedFiles
{
    private static readonly Dictionary<string, string[]> Runners = new(StringComparer.Ordinal)
    {
        ["make"] = ["GNUmakefile", "makefile", "Makefile"],
        ["gmake"] = ["GNUmakefile", "makefile", "Makefile"],
        ["just"] = ["justfile", "Justfile", ".justfile"],
        ["task"] = ["Taskfile.yml", "Taskfile.yaml", "taskfile.yml"],
        ["rake"] = ["Rakefile", "rakefile"],
        ["tox"] = ["tox.ini"],
        ["nox"] = ["noxfile.py"],
        ["invoke"] = ["tasks.py"],
        ["ant"] = ["build.xml"],
    };

    private static readonly string[] ScriptRunners = ["npm", "yarn", "pnpm", "bun"];
    private static readonly string[] DirectoryOptions = ["-C", "--directory", "--prefix", "--cwd", "--dir"];

    /// <summary>The files that must stay as they are.</summary>
    /// <param name="command">The validation command.</param>
    /// <param name="files">The files of the base commit.</param>
    public static IReadOnlySet<string> Of(string command, IReadOnlySet<string> files)
    {
        var commands = CommandWords.Split(command);
        var named = Existing(Folders(commands), commands.SelectMany(words => words).SelectMany(Spellings), files);
        named.UnionWith(RunnerFiles(command, files));
        return named;
    }

    /// <summary>The files in which the task runners that the command calls may look their tasks up; a new one can take the place of another.</summary>
    public static IReadOnlySet<string> RunnerFiles(string command, IReadOnlySet<string> files)
    {
        var commands = CommandWords.Split(command);
        return Existing(Folders(commands), commands.SelectMany(words => words).Where(Runners.ContainsKey).SelectMany(runner => Runners[runner]), files);
    }

    /// <summary>The package.json files whose scripts the command runs; other parts of them may change.</summary>
    public static IReadOnlySet<string> ScriptFiles(string command, IReadOnlySet<string> files)
    {
        var commands = CommandWords.Split(command);
        return commands.Any(words => words.Any(word => ScriptRunners.Contains(word, StringComparer.Ordinal)))
            ? Existing(Folders(commands), ["package.json"], files)
            : new HashSet<string>(StringComparer.Ordinal);
    }

    private static HashSet<string> Existing(IReadOnlyList<string> folders, IEnumerable<string> candidates, IReadOnlySet<string> files) =>
        candidates.SelectMany(candidate => folders.Select(folder => Normal($"{folder}/{candidate}")))
            .OfType<string>()
            .Where(files.Contains)
            .ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<string> Folders(IReadOnlyList<IReadOnlyList<string>> commands)
    {
        var folders = new List<string> { "" };
        foreach (var words in commands)
        {
            for (var at = 0; at < words.Count; at++)
            {
                var folder = at > 0 && (DirectoryOptions.Contains(words[at - 1], StringComparer.Ordinal) || words[at - 1] is "cd" or "pushd") ? words[at]
                    : DirectoryOptions.FirstOrDefault(option => words[at].StartsWith($"{option}=", StringComparison.Ordinal)) is { } option ? words[at][(option.Length + 1)..]
                    : null;
                if (folder is not null)
                {
                    // From the top, and from the folder gone to before.
                    folders.AddRange([folder, $"{folders[^1]}/{folder}"]);
                }
            }
        }

        return [.. folders.Distinct(StringComparer.Ordinal)];
    }

    // "--config=x.toml", "NAME=x.sh", "tests/x.py::test", "x.py:12", "@arguments".
    private static IEnumerable<string> Spellings(string word)
    {
        yield return word;
        foreach (var separator in new[] { "=", "::", ":", "@" })
        {
            var at = word.IndexOf(separator, StringComparison.Ordinal);
            if (at >= 0)
            {
                yield return word[..at];
                yield return word[(at + separator.Length)..];
            }
        }
    }

    /// <summary>A path without dots; null when it leads out of the repository.</summary>
    public static string? Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            switch (part)
            {
                case "" or "." or "$PWD" or "${PWD}":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }
}
