using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>
/// Follows what a validation command calls: from the files that it names to those that these call in turn. A program under test is called
/// as well as a script that tests it; by its name and folder a file is told to be the one or the other, and what is read in is a part of the script.
/// </summary>
/// <param name="files">The files of the base commit.</param>
/// <param name="read">Reads one of them; null when it is not there.</param>
internal sealed partial class CheckChain(IReadOnlySet<string> files, Func<string, Task<string?>> read)
{
    private const int MostFiles = 200;
    private const int LongestScript = 256 * 1024;

    private readonly HashSet<string> guarded = new(StringComparer.Ordinal);
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly Queue<(string Path, string Caller)> open = new();

    /// <summary>What must stay as it is, and what is called beside it.</summary>
    /// <param name="command">The validation command.</param>
    /// <param name="scripts">The scripts of package.json that it runs.</param>
    public async Task<(IReadOnlySet<string> Guarded, IReadOnlySet<string> Shown)> FollowAsync(string command, IEnumerable<string> scripts)
    {
        Guard(NamedFiles.Of(command, files), command);
        foreach (var script in scripts)
        {
            Guard(NamedFiles.Of(script, files), script);
        }

        for (var count = 0; count < MostFiles && open.TryDequeue(out var one); count++)
        {
            if (await read(one.Path) is { Length: <= LongestScript } text && !text.Contains('\0'))
            {
                Follow(one.Path, one.Caller, text);
            }
        }

        shown.ExceptWith(guarded);
        return (guarded, shown);
    }

    private void Follow(string path, string caller, string text)
    {
        var (script, included) = IsMakefile(path) ? MakeRules.Of(text, CommandWords.Split(caller).SelectMany(words => words).ToHashSet(StringComparer.Ordinal))
            : IsTaskFile(path) || IsShell(path, text) ? (text, [])
            : ("", (IReadOnlyList<string>)[]);
        if (script.Length > 0)
        {
            // A makefile that calls make, a script that calls npm or make.
            Guard(NamedFiles.RunnerFiles(script, files), script);
        }

        foreach (var call in ScriptCalls.In(script).Concat(included.Select(word => new ScriptCall(word, IsIncluded: true))))
        {
            foreach (var called in ScriptCalls.Paths(call.Word, path).Where(files.Contains))
            {
                if (TestPaths.IsTest(called))
                {
                    // Tests may be changed; what may not be done to them is looked at by itself.
                    continue;
                }

                if (call.IsIncluded || IsCheck(called))
                {
                    Guard([called], text);
                }
                else
                {
                    shown.Add(called);
                }
            }
        }
    }

    private void Guard(IEnumerable<string> paths, string caller)
    {
        foreach (var path in paths.Where(guarded.Add))
        {
            open.Enqueue((path, caller));
        }
    }

    private static bool IsCheck(string path) => path.Split('/', '.', '-', '_').Any(word => CheckWord().IsMatch(word));

    private static bool IsMakefile(string path) => Path.GetFileName(path) is "GNUmakefile" or "makefile" or "Makefile" || path.EndsWith(".mk", StringComparison.Ordinal);

    private static bool IsTaskFile(string path) => Path.GetFileName(path) is "justfile" or "Justfile" or ".justfile";

    private static bool IsShell(string path, string text) =>
        Path.GetExtension(path) is ".sh" or ".bash" or ".zsh" || ShellLine().IsMatch(text);

    [GeneratedRegex("^(tests?|testing|checks?|checker|verify|validat(e|ion)|lint|ci|qa|scripts?|tools|hack)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CheckWord();

    [GeneratedRegex(@"\A#!.*\b(sh|bash|dash|zsh|ksh)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ShellLine();
}
