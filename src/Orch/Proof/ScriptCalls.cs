using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>
/// Finds what a shell script runs, as far as that is cheaply seen: the first word of a command, the file that an interpreter is given, and
/// what is read in. What only prints into another command (<c>$(sh app.sh)</c>) is looked at by the script and is no part of it.
/// </summary>
internal static partial class ScriptCalls
{
    private static readonly string[] Interpreters =
        ["sh", "bash", "dash", "zsh", "ksh", "python", "python2", "python3", "node", "ruby", "perl", "php", "deno", "bun", "tsx", "ts-node", "pwsh", "Rscript", "lua"];

    // Words that a command may stand behind.
    private static readonly string[] Openers =
        ["if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec", "command", "env", "nohup", "sudo", "nice", "xvfb-run", "run", "eval"];

    public static IReadOnlyList<ScriptCall> In(string script)
    {
        var text = Comment().Replace(Continued().Replace(script, " "), "");
        for (var depth = 0; depth < 5 && Substitution().IsMatch(text); depth++)
        {
            text = Substitution().Replace(text, "");
        }

        return [.. CommandWords.Split(text).Select(Called).OfType<ScriptCall>().Distinct()];
    }

    /// <summary>The paths that a word may stand for, seen from the top and from the script's own folder; what a variable or a substitution puts before it is left away.</summary>
    /// <param name="word">The word.</param>
    /// <param name="script">The script's path; empty for the command itself.</param>
    public static IEnumerable<string> Paths(string word, string script)
    {
        var plain = LeadingVariable().Replace(word, "").TrimStart('/');
        var folder = Path.GetDirectoryName(script) ?? "";
        return plain.Length == 0 ? [] : new[] { NamedFiles.Normal(plain), NamedFiles.Normal($"{folder}/{plain}") }.OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static ScriptCall? Called(IReadOnlyList<string> words)
    {
        var at = 0;
        while (at < words.Count && (Openers.Contains(words[at], StringComparer.Ordinal) || Assignment().IsMatch(words[at])))
        {
            at++;
        }

        if (at < words.Count && words[at] == "timeout")
        {
            at += 2;
        }

        if (at >= words.Count)
        {
            return null;
        }

        if (words[at] is "." or "source")
        {
            return at + 1 < words.Count ? new(words[at + 1], IsIncluded: true) : null;
        }

        if (!Interpreters.Contains(words[at], StringComparer.Ordinal))
        {
            return new(words[at], IsIncluded: false);
        }

        var file = words.Skip(at + 1).FirstOrDefault(word => !word.StartsWith('-'));
        return file is null ? null : new(file, IsIncluded: false);
    }

    [GeneratedRegex(@"\\\n")]
    private static partial Regex Continued();

    [GeneratedRegex(@"(?<=^|[ \t])#[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\([^()]*\)|`[^`]*`")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"^(\$\{[^}]*\}|\$[A-Za-z_][A-Za-z_0-9]*|\$\([^)]*\))(?=/)", RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingVariable();

    [GeneratedRegex("^[A-Za-z_][A-Za-z_0-9]*=")]
    private static partial Regex Assignment();
}
