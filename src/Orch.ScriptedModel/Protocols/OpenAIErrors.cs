using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Error replies in the words of the OpenAI API.</summary>
internal static class OpenAIErrors
{
    private const string Invalid = "invalid_request_error";

    public static HttpReply For(Refusal refusal) => refusal.Kind switch
    {
        Behaviour.RateLimit => HttpReply.Json(
            429,
            Body($"Rate limit reached for {refusal.Model} in organization org-scripted on tokens per min (TPM): Limit 30000, Used 30000, Requested 1200. Please try again in {refusal.Seconds ?? 2.4}s. Visit https://platform.openai.com/account/rate-limits to learn more.", "tokens", "rate_limit_exceeded"),
            refusal.RetryAfter),
        Behaviour.Quota => HttpReply.Json(429, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["type"] = "usage_limit_reached",
                ["message"] = "The usage limit has been reached",
                ["plan_type"] = "plus",
                ["resets_at"] = refusal.QuotaReset,
                ["resets_in_seconds"] = refusal.QuotaSeconds,
            },
        }),
        Behaviour.Credit => Error(429, "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.", "insufficient_quota", "insufficient_quota"),
        Behaviour.Auth or Behaviour.Auth401 => Error(401, "Incorrect API key provided: scripted. You can find your API key at https://platform.openai.com/account/api-keys.", Invalid, "invalid_api_key"),
        Behaviour.Forbidden => Error(403, "You do not have access to this resource.", Invalid, "forbidden"),
        Behaviour.Overloaded => HttpReply.Json(
            503,
            Body("The server is currently overloaded with other requests. Sorry about that! Please retry your request.", "server_error", "server_is_overloaded"),
            refusal.RetryAfter),
        Behaviour.Unavailable => Error(503, "Service temporarily unavailable", "server_error", null),
        Behaviour.Error500 => Error(500, "The server had an error while processing your request.", "server_error", null),
        Behaviour.TooLong => Error(400, "Your input exceeds the context window of this model. Please adjust your input and try again.", Invalid, "context_length_exceeded"),
        Behaviour.NotFound => Error(404, $"The model `{refusal.Model}` does not exist or you do not have access to it.", Invalid, "model_not_found"),
        _ => Error(400, "Invalid value for 'input'.", Invalid, "invalid_value"),
    };

    private static HttpReply Error(int status, string message, string type, string? code) => HttpReply.Json(status, Body(message, type, code));

    private static JsonObject Body(string message, string type, string? code) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
    };
}
