using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub;

/// <summary>How the service fails.</summary>
public sealed record GitHubFailure
{
    /// <summary>The token is wrong or was revoked.</summary>
    public static GitHubFailure Unauthorized { get; } = new() { Status = 401, Message = "Bad credentials" };

    /// <summary>The server behind the door is gone for the moment.</summary>
    public static GitHubFailure BadGateway { get; } = new() { Status = 502, Message = "Server Error" };

    /// <summary>The connection stays open and no answer comes.</summary>
    public static GitHubFailure Hang { get; } = new() { Hangs = true };

    /// <summary>Creating a pull request is refused because there is one, although nothing shows it.</summary>
    public static GitHubFailure AlreadyExists { get; } = new() { RefusesCreation = true };

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>The message in the body.</summary>
    public string Message { get; init; } = "";

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Only GraphQL operations of this name fail; null for every request.</summary>
    public string? Operation { get; init; }

    /// <summary>Only requests whose path holds this fail; null for every request.</summary>
    public string? Path { get; init; }

    /// <summary>The request is carried out all the same; only its answer is lost.</summary>
    public bool Acts { get; init; }

    internal bool Hangs { get; init; }

    internal bool RefusesCreation { get; init; }

    internal JsonObject Body => new() { ["message"] = Message, ["documentation_url"] = "https://docs.github.com/rest" };

    /// <summary>The hour's requests are used up.</summary>
    /// <param name="reset">When there are new ones.</param>
    public static GitHubFailure RateLimit(DateTimeOffset reset) => new()
    {
        Status = 403,
        Message = "API rate limit exceeded for user ID 1.",
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-RateLimit-Limit"] = "5000",
            ["X-RateLimit-Remaining"] = "0",
            ["X-RateLimit-Reset"] = $"{reset.ToUnixTimeSeconds()}",
        },
    };

    internal bool Meets(ScriptedGitHubRequest request) => !RefusesCreation
        && (Operation is null || Operation == request.Operation)
        && (Path is null || request.Path.Contains(Path, StringComparison.Ordinal));
}
