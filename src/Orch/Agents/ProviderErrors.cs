using Orch.State;

namespace Orch.Agents;

/// <summary>What the errors of model providers mean, for CLIs that pass them on from whichever provider their user chose.</summary>
internal static class ProviderErrors
{
    /// <summary>Words of providers and of the HTTP clients before them, most telling first.</summary>
    public static IReadOnlyList<FailurePattern> Patterns { get; } =
    [
        // OpenAI's text for an empty account begins with the words that Google has for a rate limit: only its link tells them apart.
        new(AttemptOutcome.Billing, "insufficient_quota", "docs/guides/error-codes", "Insufficient balance", "Credit balance is too low", "requires more credits", "Payment Required"),
        new(AttemptOutcome.ContextTooLong, "context window", "context length", "context_length_exceeded", "prompt is too long", "prompt as too long", "maximum number of tokens"),
        new(AttemptOutcome.RateLimited, "rate limit", "rate_limit", "too many requests", "usage limit", "exceeded your current quota", "quota exceeded", "RESOURCE_EXHAUSTED"),
        new(AttemptOutcome.ModelNotFound, "does not exist or you do not have access", "ModelNotFound", "model not found", "model_not_found", "is not found for API version"),
        new(AttemptOutcome.Auth, "API key", "api_key", "Unauthorized", "Authentication failed", "authentication_error", "permission_error", "PERMISSION_DENIED", "do not have access", "does not have permission", "403 Forbidden"),
        new(AttemptOutcome.Unreachable, "Unable to connect", "Cannot connect", "Could not connect", "Connection error", "fetch failed", "error sending request", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "socket connection was closed"),
        new(AttemptOutcome.Timeout, "timed out", "HeaderTimeoutError", "Request timeout"),
        new(AttemptOutcome.Overloaded, "overloaded", "temporarily unavailable", "service unavailable", "at capacity", "server had an error", "internal server error", "high demand"),
        new(AttemptOutcome.Malformed, "without a finish reason", "empty response", "No response", "JSON", "invalid stream", "stream ended", "Failed to finalize", "missing finish_reason"),
    ];

    /// <summary>The failure behind an HTTP status; null when the status alone does not tell.</summary>
    public static AttemptOutcome? FromStatus(long? status) => status switch
    {
        401 or 403 => AttemptOutcome.Auth,
        402 => AttemptOutcome.Billing,
        404 => AttemptOutcome.ModelNotFound,
        413 => AttemptOutcome.ContextTooLong,
        429 => AttemptOutcome.RateLimited,
        >= 500 and <= 599 => AttemptOutcome.Overloaded,
        _ => null,
    };

    /// <summary>The failure behind a provider's own error code or type; null when it says nothing certain.</summary>
    public static AttemptOutcome? FromCode(string? code) => code switch
    {
        "insufficient_quota" or "billing_not_active" => AttemptOutcome.Billing,
        "context_length_exceeded" => AttemptOutcome.ContextTooLong,
        "rate_limit_exceeded" or "rate_limit_error" or "usage_limit_reached" => AttemptOutcome.RateLimited,
        "invalid_api_key" or "authentication_error" => AttemptOutcome.Auth,
        "model_not_found" => AttemptOutcome.ModelNotFound,
        "overloaded_error" or "server_is_overloaded" => AttemptOutcome.Overloaded,
        _ => null,
    };

    /// <summary>The failure as a text says; null when it does not.</summary>
    public static AttemptOutcome? FromText(string text) => Patterns.FirstOrDefault(pattern => pattern.Matches(text))?.Kind;
}
