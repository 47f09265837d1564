using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>Tells, from the texts of a test before and after, whether it was made to test nothing or less.</summary>
internal static partial class TestWeakening
{
    /// <summary>Whether there is nothing but blank lines and comments.</summary>
    public static bool IsEmpty(string text) => BlockComment().Replace(text, "").Split('\n').All(line => NoCode().IsMatch(line));

    /// <summary>Whether tests are skipped, or left before they test, that were not before. To skip on a condition (another system, no network) is no fault.</summary>
    public static bool SkipsMore(string before, string after) => Count(after) > Count(before);

    private static int Count(string text) => text.Split('\n').Where(line => !NoCode().IsMatch(line) || RustIgnore().IsMatch(line)).Sum(line => Marker().Count(line));

    // A line that is blank or a comment in the languages that tests are written in.
    [GeneratedRegex(@"^\s*((#|//|--|;|\*|%|/\*).*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^\s*#\[")]
    private static partial Regex RustIgnore();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex BlockComment();

    // Python, JavaScript, Java and Kotlin, C#, Go, Rust, Ruby, PHP, Elixir, shell; and the ways out of a program.
    [GeneratedRegex(
        """
        @(pytest\.mark\.)?(skip|xfail|unittest\.skip)\b(?!if|_)
        | \b(pytest|unittest)\.(skip|xfail)\b | \bself\.skipTest\b | \braise\s+(unittest\.)?SkipTest\b
        | \b(it|test|describe|context|suite|specify|bench)\.(skip|only|fixme)\b | \b(xit|xtest|xdescribe|xcontext|fit|fdescribe)\s*\(
        | @(Disabled|Ignore|Ignored)\b
        | \[\s*(Ignore|Explicit)\b | \bSkip\s*=\s*" | \bAssert\.(Ignore|Inconclusive|Skip)\b
        | \bt\.Skip(f|Now)?\b
        | \#\[\s*ignore\b
        | \bskip\s+["'] | \bpending\b\s*["'(] | \bmarkTest(Skipped|Incomplete)\b | @tag\s+:?skip
        | (^|;|\bthen\b|\|\||&&|\{)\s*exit(\s+0)?\s*(;|\}|\#|$)
        | \b(sys\.exit|os\._exit|process\.exit|os\.Exit|Environment\.Exit|std::process::exit)\s*\(\s*0?\s*\)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
