using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>Recognises tests by the layouts that are usual across languages.</summary>
internal static partial class TestPaths
{
    private static readonly string[] Folders = ["test", "tests", "__tests__", "testing", "e2e", "testdata", "unittests", "integration-tests", "integration_tests"];

    // Such a folder may as well hold a specification in prose.
    private static readonly string[] CodeOnlyFolders = ["spec", "specs", "t"];

    private static readonly string[] Prose = [".md", ".rst", ".adoc"];

    private static readonly string[] Code =
    [
        ".c", ".cc", ".cpp", ".cs", ".clj", ".dart", ".ex", ".exs", ".fs", ".go", ".groovy", ".h", ".hs", ".java", ".js", ".jsx", ".kt", ".lua", ".mjs", ".ml",
        ".php", ".pl", ".py", ".r", ".rb", ".rs", ".scala", ".sh", ".swift", ".t", ".ts", ".tsx", ".vb", ".zig",
    ];

    /// <summary>Whether a file is a test or belongs to tests: by its name, or because it lies in a folder of tests and is no prose.</summary>
    public static bool IsTest(string path)
    {
        var names = path.Split('/');
        var extension = Path.GetExtension(names[^1]).ToLowerInvariant();
        return Names().IsMatch(names[^1])
            || (names[..^1].Any(IsTestFolder) && !Prose.Contains(extension) && !names[^1].StartsWith(".git", StringComparison.Ordinal))
            || (names[..^1].Any(name => CodeOnlyFolders.Contains(name, StringComparer.OrdinalIgnoreCase)) && Code.Contains(extension));
    }

    // "Orch.Tests" and "app-tests" are projects of tests.
    private static bool IsTestFolder(string name) =>
        Folders.Contains(name, StringComparer.OrdinalIgnoreCase) || ProjectFolders().IsMatch(name);

    [GeneratedRegex("""^.+[.\-_](unit|integration|system|functional|e2e)?[tT]ests?$|^.+Tests?$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ProjectFolders();

    [GeneratedRegex(
        """
        ^(
            test_.+\.(py|c|cc|cpp|rb|jl|lua|sh|php)
          | .+_test\.(py|go|c|cc|cpp|rb|exs|dart|clj|lua|sh|rs|php|ml|zig|ts|js)
          | .+_tests?\.rs
          | conftest\.py
          | .+[.\-](test|spec|e2e|cy)\.[cm]?[jt]sx?
          | .+_spec\.(rb|lua|js|ts)
          | .*[a-z0-9](Tests?|TestCase|IT)\.(java|kt|kts|groovy|scala|cs|fs|vb|php|swift|m|mm|hs)
          | .*[a-z0-9]Spec\.(groovy|scala|hs|swift)
          | .+\.(bats|feature)
        )$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Names();
}
