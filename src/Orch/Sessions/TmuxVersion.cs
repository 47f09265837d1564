using System.Globalization;
using System.Text.RegularExpressions;
using Orch.Processes;

namespace Orch.Sessions;

/// <summary>The version of tmux, as <c>tmux -V</c> tells it.</summary>
internal sealed partial record TmuxVersion(int Major, int Minor)
{
    /// <summary>The first version that knows <c>new-session -e</c> and <c>-N</c>.</summary>
    public static readonly TmuxVersion Oldest = new(3, 2);

    // The version of OpenBSD whose base system has that tmux.
    private static readonly TmuxVersion OldestOpenBsd = new(6, 9);

    /// <summary>Whether this answer of <c>tmux -V</c> names a version that will do. Builds from the main branch have no number and are taken for new.</summary>
    public static bool IsRecent(string answer)
    {
        var match = Pattern().Match(answer);
        if (!match.Success)
        {
            return answer.StartsWith("tmux master", StringComparison.Ordinal);
        }

        var version = new TmuxVersion(Number(match, "major"), Number(match, "minor"));
        return version.IsAtLeast(match.Groups["system"].Length > 0 ? OldestOpenBsd : Oldest);
    }

    /// <summary>Checks that tmux is there and recent.</summary>
    /// <param name="runner">Runs it.</param>
    /// <param name="environment">Where its PATH is taken from.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="OrchException">It is missing or too old (environment), with the command that installs it.</exception>
    public static async Task CheckAsync(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        if (ProgramFinder.Find(TmuxServer.Program, environment) is null)
        {
            throw OrchException.Environment($"tmux is not installed or not on PATH: {InstallHint.For("tmux", environment)}");
        }

        var result = await runner.RunAsync(new(TmuxServer.Program, "-V") { Environment = environment, Timeout = TimeSpan.FromSeconds(10) }, ct);
        if (!result.Succeeded)
        {
            throw OrchException.Environment($"tmux does not work ({result.Complaint}): {InstallHint.For("tmux", environment)}");
        }

        if (!IsRecent(result.Output.Trim()))
        {
            throw OrchException.Environment($"{result.Output.Trim()} is too old, Orch needs {Oldest.Major}.{Oldest.Minor}: {InstallHint.For("tmux", environment)}");
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private bool IsAtLeast(TmuxVersion other) => Major > other.Major || (Major == other.Major && Minor >= other.Minor);

    [GeneratedRegex(@"^tmux (next-|(?<system>openbsd-))?(?<major>\d{1,4})\.(?<minor>\d{1,4})", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
