using System.Globalization;
using Orch.Processes;

namespace Orch.Workspaces;

/// <summary>
/// Runs git at one place, in such a way that what an agent planted in a directory or in its configuration does not run: the place is
/// given explicitly instead of discovered, without hooks and without a file-system monitor, and no variable of the caller points elsewhere.
/// </summary>
/// <param name="runner">Starts the processes.</param>
/// <param name="environment">The user's environment.</param>
/// <param name="place">Which git directory and work tree.</param>
internal sealed class Git(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, GitPlace place)
{
    private static readonly string[] Safety =
    [
        "-c", "core.fsmonitor=false",
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.quotePath=false",
        "-c", "gc.auto=0",
        "-c", "maintenance.auto=false",
        "-c", "advice.detachedHead=false",
        "-c", "protocol.ext.allow=never",

        // A command in one repository must not go on in its submodules, whose configuration is another one.
        "-c", "submodule.recurse=false",
    ];

    public GitPlace Place => place;

    /// <summary>The same repository at another work tree or with further variables (an index file, a commit's author).</summary>
    public Git With(GitPlace? at = null, params IReadOnlyList<(string Name, string Value)> variables)
    {
        var changed = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            changed[name] = value;
        }

        return new(runner, changed, at ?? place);
    }

    /// <summary>The same place with entries that go before those of every configuration file. Keys are taken as they are, also with <c>=</c> in them.</summary>
    public Git Configured(IReadOnlyList<ConfigurationEntry> entries)
    {
        var there = int.TryParse(environment.GetValueOrDefault("GIT_CONFIG_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return With(variables: [
            ("GIT_CONFIG_COUNT", (there + entries.Count).ToString(CultureInfo.InvariantCulture)),
            .. entries.SelectMany((entry, n) => new[] { ($"GIT_CONFIG_KEY_{there + n}", entry.Key), ($"GIT_CONFIG_VALUE_{there + n}", entry.Value) }),
        ]);
    }

    /// <summary>Whether a program is there for git to start.</summary>
    public bool CanRun(string program) => ProgramFinder.Find(program, environment) is not null;

    /// <summary>Runs git; any exit code is a result.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="timeout">Default two minutes.</param>
    /// <param name="ct">Cancellation kills it.</param>
    public Task<ProcessResult> TryAsync(IReadOnlyList<string> arguments, string input = "", TimeSpan? timeout = null, CancellationToken ct = default) =>
        runner.RunAsync(
            new ProcessSpec("git", [.. place.Arguments, .. Safety, .. arguments])
            {
                Environment = GitEnvironment.Clean(environment, place.Variables),
                WorkingDirectory = place.WorkingDirectory,
                Input = input,
                Timeout = timeout ?? TimeSpan.FromMinutes(2),
                Capture = 64 * 1024 * 1024,
            },
            ct);

    /// <summary>Runs git and gives its output.</summary>
    /// <exception cref="OrchException">It ended with another exit code than 0 (failed).</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, string input = "", TimeSpan? timeout = null, CancellationToken ct = default)
    {
        var result = await TryAsync(arguments, input, timeout, ct);
        return result.Succeeded
            ? result.Output
            : throw OrchException.Failed($"git {arguments[0]} failed in {place.WorkingDirectory}: {result.Complaint}");
    }

    /// <summary>Runs git and gives its output without the line end; null when it ended with another exit code than 0.</summary>
    public async Task<string?> ValueAsync(IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        var result = await TryAsync(arguments, ct: ct);
        return result.Succeeded ? WithoutLineEnd(result.Output) : null;
    }

    // One line end only: a path may end with more of them.
    private static string WithoutLineEnd(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
