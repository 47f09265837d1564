using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Orch.ScriptedGitHub.GraphQL;

namespace Orch.ScriptedGitHub;

/// <summary>Answers one request: a failure that a test asked for, GraphQL, or REST.</summary>
internal sealed class RequestHandler(HubState state, CancellationToken stopping)
{
    private readonly GraphApi graph = new(state);
    private readonly RestApi rest = new(state);

    public async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var isGraph = context.Request.Path == "/graphql";
        var call = isGraph ? GraphCall.Parse(body) : null;
        var request = new ScriptedGitHubRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, call?.Document.OperationName, body);
        state.Record(request);
        context.Response.Headers["X-OAuth-Scopes"] = "read:org, repo, workflow";

        var failure = state.Fail is { } wanted && wanted.Meets(request) ? wanted : null;
        if (failure is { Acts: false })
        {
            await FailAsync(context, failure);
            return;
        }

        var reply = call is null ? rest.Answer(context.Request, body) : new RestReply(200, graph.Answer(call));
        if (failure is not null)
        {
            await FailAsync(context, failure);
        }
        else if (reply.Text is { } text)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(text, stopping);
        }
        else
        {
            await WriteAsync(context, reply.Status, reply.Json);
        }
    }

    private async Task FailAsync(HttpContext context, GitHubFailure failure)
    {
        if (failure.Hangs)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return;
        }

        foreach (var (name, value) in failure.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await WriteAsync(context, failure.Status, failure.Body);
    }

    private async Task WriteAsync(HttpContext context, int status, JsonNode? json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(json?.ToJsonString(JsonSerializerOptions.Default) ?? "null", stopping);
    }
}
