using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orch.ScriptedModel;

/// <summary>Requests that are no calls of the model.</summary>
internal static class SideRoutes
{
    public static HttpReply Answer(HttpRequest request, string path)
    {
        if (HttpMethods.IsHead(request.Method))
        {
            return new HttpReply(200, "");
        }

        if (HttpMethods.IsGet(request.Method) && path.EndsWith("/responses", StringComparison.Ordinal))
        {
            // codex tries a WebSocket first and falls back to POST when told so.
            return HttpReply.Error(request.Headers.Upgrade.Count > 0 ? 426 : 405, "use POST");
        }

        if (HttpMethods.IsGet(request.Method) && path.EndsWith("/models", StringComparison.Ordinal) && request.Headers.ContainsKey("anthropic-version"))
        {
            return HttpReply.Json(200, new JsonObject { ["data"] = new JsonArray(), ["has_more"] = false, ["first_id"] = null, ["last_id"] = null });
        }

        if (HttpMethods.IsPost(request.Method) && path.EndsWith("/count_tokens", StringComparison.Ordinal))
        {
            return HttpReply.Json(200, new JsonObject { ["input_tokens"] = 1234 });
        }

        if (HttpMethods.IsPost(request.Method) && path.EndsWith(":countTokens", StringComparison.Ordinal))
        {
            return HttpReply.Json(200, new JsonObject { ["totalTokens"] = 1234 });
        }

        return HttpReply.Error(404, $"The scripted model has nothing at {request.Method} {path}.");
    }
}
