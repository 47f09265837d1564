using System.Text.RegularExpressions;

namespace Orch.Workspaces;

/// <summary>Recognises the hooks that git-lfs installs by itself whenever it takes in a file: nobody planted them.</summary>
internal static partial class LfsHooks
{
    private const int Longest = 4096;

    /// <summary>Whether a file is one of them, in exactly the form in which git-lfs writes it.</summary>
    public static bool IsOne(string file) =>
        new FileInfo(file) is { Exists: true, LinkTarget: null, Length: <= Longest } && IsOne(Path.GetFileName(file), File.ReadAllText(file));

    internal static bool IsOne(string name, string text) => Form().Match(text) is { Success: true } match && match.Groups["hook"].Value == name;

    // https://github.com/git-lfs/git-lfs/blob/main/lfs/hook.go: a complaint when git-lfs is not there, and the call of it.
    [GeneratedRegex(
        """\A#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 \|\| \{ (echo|printf)( >&2)? "[^"$`]*"( "[^"$`]*")?( >&2)?; exit 2; \}\ngit lfs (?<hook>pre-push|post-checkout|post-commit|post-merge) "\$@"\n?\z""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
