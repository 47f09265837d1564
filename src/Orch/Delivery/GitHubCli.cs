using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>Runs the real <c>gh</c> with the user's login, and takes nothing from the directory or the environment that would lead it elsewhere.</summary>
/// <param name="runner">Starts it.</param>
/// <param name="environment">The user's environment.</param>
/// <param name="directory">A directory that is no checkout.</param>
internal sealed class GitHubCli(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, string directory)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    // GH_REPO and GH_HOST would lead elsewhere, the others change what is printed.
    private static readonly string[] Unwanted = ["GH_REPO", "GH_HOST", "GH_DEBUG", "DEBUG", "GH_FORCE_TTY", "CLICOLOR_FORCE"];

    private readonly Redactor redactor = new(KnownSecrets.From(environment));

    /// <summary>How long it may take for one call. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Why it cannot be run; null when it can.</summary>
    public string? Obstacle => ProgramFinder.Find("gh", environment) is null
        ? $"gh is not installed; run: {InstallHint.For("gh", environment)} && gh auth login"
        : null;

    /// <summary>Text without the user's secrets.</summary>
    public string Redact(string text) => redactor.Redact(text);

    /// <summary>Runs it. What it complains of is without secrets.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken ct)
    {
        var result = await runner.RunAsync(
            new("gh", arguments)
            {
                Environment = Surroundings(),
                WorkingDirectory = directory,
                Input = input,
                Timeout = Timeout,
            },
            ct);
        return result with { Error = Redact(result.Error) };
    }

    private Dictionary<string, string> Surroundings()
    {
        var surroundings = new Dictionary<string, string>(GitEnvironment.Clean(environment, []), StringComparer.Ordinal)
        {
            ["GH_PROMPT_DISABLED"] = "1",
            ["GH_NO_UPDATE_NOTIFIER"] = "1",
            ["GH_SPINNER_DISABLED"] = "1",
            ["NO_COLOR"] = "1",
        };
        foreach (var name in Unwanted)
        {
            surroundings.Remove(name);
        }

        return surroundings;
    }
}
