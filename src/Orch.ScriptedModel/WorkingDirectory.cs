using System.Text.RegularExpressions;

namespace Orch.ScriptedModel;

/// <summary>Finds the directory that a CLI says it works in; tools that write files want absolute paths.</summary>
internal static partial class WorkingDirectory
{
    /// <summary>The directory named by the first text that names one, or null.</summary>
    public static string? Find(IEnumerable<string> texts) =>
        texts.Select(text => Named().Match(text)).FirstOrDefault(match => match.Success)?.Groups["path"].Value.TrimEnd();

    // claude: "Primary working directory: /x"; codex: "<cwd>/x</cwd>"; gemini: "Workspace Directories:" and "- /x" on the next line.
    [GeneratedRegex(
        @"[Ww]orking directory:\s*(?<path>/[^\r\n]*)|<cwd>(?<path>/[^<]*)</cwd>|Workspace Directories:\W*?\n\s*-\s*(?<path>/[^\r\n]*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
