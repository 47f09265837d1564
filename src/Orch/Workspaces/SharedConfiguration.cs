using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Orch.Workspaces;

/// <summary>What all worktrees of a repository share and what git may run programs from or be led elsewhere by: its configuration and its hooks.</summary>
internal static partial class SharedConfiguration
{
    /// <summary>SHA-256 over it, in lower-case hexadecimal. What git, gh and git-lfs note in the course of ordinary work (a branch's upstream) does not count.</summary>
    /// <param name="gitDirectory">The common git directory.</param>
    public static string Hash(string gitDirectory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files(gitDirectory))
        {
            var content = IsConfiguration(file) ? Encoding.UTF8.GetBytes(WithoutNotes(File.ReadAllText(file))) : File.ReadAllBytes(file);
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{File.GetUnixFileMode(file)}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// A configuration without the sections that say what a branch follows, without gh's choice of a repository, and without what git-lfs notes of itself. Only lines in exactly the form
    /// in which git writes them are left out, so that nothing else can hide among them.
    /// </summary>
    internal static string WithoutNotes(string configuration)
    {
        var kept = new StringBuilder();
        var (isBranch, isLfs) = (false, false);
        foreach (var line in configuration.Split('\n'))
        {
            isBranch = BranchHeader().IsMatch(line) || (isBranch && BranchNote().IsMatch(line));
            isLfs = LfsHeader().IsMatch(line) || (isLfs && LfsNote().IsMatch(line));
            if (!isBranch && !isLfs && !GhNote().IsMatch(line))
            {
                kept.Append(line).Append('\n');
            }
        }

        return kept.ToString();
    }

    private static IEnumerable<string> Files(string gitDirectory)
    {
        string[] configurations = [Path.Combine(gitDirectory, "config"), Path.Combine(gitDirectory, "config.worktree")];
        var lines = configurations.Where(File.Exists).SelectMany(File.ReadLines).ToList();
        var included = Values(lines, IncludedPath()).Select(path => Path.GetFullPath(path, gitDirectory));
        var hooks = Values(lines, HooksPath()).Where(Path.IsPathRooted).Prepend(Path.Combine(gitDirectory, "hooks"))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Where(file => !file.EndsWith(".sample", StringComparison.Ordinal) && !LfsHooks.IsOne(file));

        // Where objects come from, and what git takes for their history, belongs to it.
        string[] tables = ["info/attributes", "info/grafts", "objects/info/alternates"];
        string[] all = [.. configurations, .. tables.Select(table => Path.Combine(gitDirectory, table)), .. included, .. hooks];
        return all.Where(File.Exists).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Values(List<string> lines, Regex key) =>
        lines.Select(line => key.Match(line)).Where(match => match.Success).Select(match => match.Groups["value"].Value.Trim('"'));

    private static bool IsConfiguration(string file) => Path.GetFileName(file) is "config" or "config.worktree";

    [GeneratedRegex("""^\[branch "[^"\\\[\]]*"\]$""", RegexOptions.ExplicitCapture)]
    private static partial Regex BranchHeader();

    [GeneratedRegex(@"^\t(remote|merge|rebase|pushRemote|vscode-merge-base|gh-merge-base|github-pr-owner-number) = [^\\""\[\]]*$", RegexOptions.ExplicitCapture)]
    private static partial Regex BranchNote();

    // The version of its own format, and how it has got on with a server.
    [GeneratedRegex("""^\[lfs( "[^"\\\[\]]*")?\]$""", RegexOptions.ExplicitCapture)]
    private static partial Regex LfsHeader();

    [GeneratedRegex(@"^\t(repositoryformatversion = 0|access = (basic|none|negotiate|ntlm)|locksverify = (true|false))$", RegexOptions.ExplicitCapture)]
    private static partial Regex LfsNote();

    [GeneratedRegex(@"^\tgh-resolved = [A-Za-z0-9/._-]*$", RegexOptions.ExplicitCapture)]
    private static partial Regex GhNote();

    [GeneratedRegex(@"^\s*path\s*=\s*(?<value>[^~\s].*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex IncludedPath();

    [GeneratedRegex(@"^\s*hooksPath\s*=\s*(?<value>.*?)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HooksPath();
}
