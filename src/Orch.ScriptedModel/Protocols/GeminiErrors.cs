using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Error replies in the words of the Gemini API.</summary>
internal static class GeminiErrors
{
    public static JsonObject Body(int code, string status, string message, params JsonObject[] details)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status };
        if (details.Length > 0)
        {
            error["details"] = new JsonArray(details);
        }

        return new JsonObject { ["error"] = error };
    }

    public static HttpReply For(Refusal refusal) => refusal.Kind switch
    {
        Behaviour.RateLimit when $"{refusal.Seconds ?? 2.4}s" is var wait => Error(
            429,
            "RESOURCE_EXHAUSTED",
            $"You exceeded your current quota, please check your plan and billing details. Please retry in {wait}.",
            QuotaFailure("PerMinute", refusal.Model),
            Help(),
            new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = wait }),
        Behaviour.Quota => Error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota, please check your plan and billing details.",
            QuotaFailure("PerDay", refusal.Model),
            Help()),
        Behaviour.Credit => Error(403, "PERMISSION_DENIED", "This API method requires billing to be enabled."),
        Behaviour.Auth => Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
            ["reason"] = "API_KEY_INVALID",
            ["domain"] = "googleapis.com",
            ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
        }),
        Behaviour.Auth401 => Error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
        Behaviour.Forbidden => Error(403, "PERMISSION_DENIED", "The caller does not have permission."),
        Behaviour.Overloaded => Error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
        Behaviour.Unavailable => Error(503, "UNAVAILABLE", "Service unavailable"),
        Behaviour.Error500 => Error(500, "INTERNAL", "An internal error has occurred."),
        Behaviour.TooLong => Error(400, "INVALID_ARGUMENT", "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
        Behaviour.NotFound => Error(404, "NOT_FOUND", $"models/{refusal.Model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."),
        _ => Error(400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
    };

    private static HttpReply Error(int code, string status, string message, params JsonObject[] details) =>
        HttpReply.Json(code, Body(code, status, message, details));

    /// <summary>The CLI tells a used-up day from a used-up minute by the quota's id.</summary>
    private static JsonObject QuotaFailure(string window, string model) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
        ["violations"] = new JsonArray(new JsonObject
        {
            ["quotaMetric"] = "generativelanguage.googleapis.com/generate_content_free_tier_requests",
            ["quotaId"] = $"GenerateRequests{window}PerProjectPerModel-FreeTier",
            ["quotaDimensions"] = new JsonObject { ["location"] = "global", ["model"] = model },
            ["quotaValue"] = "10",
        }),
    };

    private static JsonObject Help() => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.Help",
        ["links"] = new JsonArray(new JsonObject
        {
            ["description"] = "Learn more about Gemini API quotas",
            ["url"] = "https://ai.google.dev/gemini-api/docs/rate-limits",
        }),
    };
}
