using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Error replies in the words of the Anthropic API.</summary>
internal static class AnthropicErrors
{
    public static JsonObject Body(string type, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
        ["request_id"] = "req_011scripted",
    };

    public static HttpReply For(Refusal refusal) => refusal.Kind switch
    {
        Behaviour.RateLimit => HttpReply.Json(
            429,
            Body("rate_limit_error", "This request would exceed your organization's rate limit of 50,000 input tokens per minute. For details, refer to: https://docs.claude.com/en/api/rate-limits."),
            [new("anthropic-ratelimit-requests-remaining", "0"), .. refusal.RetryAfter]),
        Behaviour.Quota => HttpReply.Json(
            429,
            Body("rate_limit_error", "This request would exceed your account's rate limit. Please try again later."),
            new("retry-after", $"{refusal.QuotaSeconds}"),
            new("anthropic-ratelimit-unified-status", "rejected"),
            new("anthropic-ratelimit-unified-representative-claim", "five_hour"),
            new("anthropic-ratelimit-unified-reset", $"{refusal.QuotaReset}")),
        Behaviour.Credit => Error(400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits."),
        Behaviour.Auth or Behaviour.Auth401 => Error(401, "authentication_error", "invalid x-api-key"),
        Behaviour.Forbidden => Error(403, "permission_error", "Your API key does not have permission to use the specified resource."),
        Behaviour.Overloaded => HttpReply.Json(529, Body("overloaded_error", "Overloaded"), [new("x-should-retry", "true"), .. refusal.RetryAfter]),
        Behaviour.Unavailable => Error(503, "api_error", "Service unavailable"),
        Behaviour.Error500 => Error(500, "api_error", "Internal server error"),
        Behaviour.TooLong => Error(400, "invalid_request_error", "prompt is too long: 215000 tokens > 200000 maximum"),
        Behaviour.NotFound => Error(404, "not_found_error", $"model: {refusal.Model}"),
        _ => Error(400, "invalid_request_error", "messages: at least one message is required"),
    };

    private static HttpReply Error(int status, string type, string message) => HttpReply.Json(status, Body(type, message));
}
