using System.Text.RegularExpressions;
using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>The git that is installed.</summary>
internal static partial class GitVersion
{
    private static readonly Version Oldest = new(2, 38);

    /// <exception cref="OrchException">git is missing or older than 2.38 (environment).</exception>
    public static async Task CheckAsync(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        if (ProgramFinder.Find("git", environment) is null)
        {
            throw OrchException.Environment("git is not installed: install it with 'apt-get install git' (on macOS 'brew install git')");
        }

        var result = await runner.RunAsync(new ProcessSpec("git", "--version") { Environment = environment }, ct);
        if (Parse(result.Output) is not { } version || version < Oldest)
        {
            throw OrchException.Environment($"git is too old ({result.Output.Trim()}): Orch needs 2.38 or newer; upgrade it with 'apt-get install git' (on macOS 'brew install git')");
        }
    }

    internal static Version? Parse(string text) => Number().Match(text) is { Success: true } match ? Version.Parse(match.Value) : null;

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
