using Orch.Agents;
using Orch.Processes;

namespace Orch.Delivery;

/// <summary>Reads what <c>gh</c> says when it fails.</summary>
internal static class GhComplaint
{
    /// <summary>gh's exit code when nobody is logged in.</summary>
    private const int NotLoggedIn = 4;

    // GraphQL answers that speak of the moment or of the token, not of the pull request.
    private static readonly string[] NotAboutIt =
    [
        "something went wrong", "timeout", "timed out", "server error", "too quickly",
        "could not resolve to a repository", "resource not accessible", "permission", "collaborator", "saml",
    ];

    /// <summary>What it means for a pull request; neither found nor in trouble when GitHub knows none of that number.</summary>
    public static PullRequestAnswer Of(ProcessResult result)
    {
        var said = Said(result.Error);
        return result switch
        {
            { TimedOut: true } => Trouble($"GitHub gave gh no answer within {result.Duration.TotalSeconds:0} s"),
            _ when Has(said, "HTTP 401") => Trouble("GitHub does not accept the login of gh (401); run: gh auth login"),
            { ExitCode: NotLoggedIn } => Trouble("gh is not logged in; run: gh auth login"),
            _ when Has(result.Error, "rate limit") => Trouble($"GitHub's rate limit is used up: {said}"),
            _ when Has(said, "Could not resolve to a PullRequest") => new(null, null),
            _ when Has(said, "HTTP 422") || (Has(said, "GraphQL:") && !NotAboutIt.Any(word => Has(said, word))) =>
                Trouble($"GitHub refused: {said}") with { IsRefused = true },
            _ => Trouble($"gh got no answer: {(said.Length > 0 ? said : result.Complaint)}"),
        };
    }

    /// <summary>Whether creating failed only because there is one.</summary>
    public static bool SaysAlreadyThere(ProcessResult result) => Has(result.Error, "already exists");

    // gh may say what it is about to do, or warn of something, before it says what went wrong.
    private static string Said(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return OneLine.Of(lines.FirstOrDefault(line => Has(line, "GraphQL:") || Has(line, "HTTP ")) ?? (lines is [.., var last] ? last : ""));
    }

    private static PullRequestAnswer Trouble(string reason) => new(null, reason);

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
