using System.Text;
using Microsoft.AspNetCore.Http;

namespace Orch.ScriptedModel;

/// <summary>Puts bytes on the connection: whole replies, streams, and what is neither.</summary>
internal sealed class Wire(HttpContext context, TimeProvider time, CancellationToken ct)
{
    private const string EventStream = "text/event-stream; charset=utf-8";

    private HttpResponse Response => context.Response;

    public async Task SendAsync(HttpReply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Body);
        Response.StatusCode = reply.Status;
        Response.ContentType = reply.ContentType;
        Response.ContentLength = body.Length;
        Response.Headers["request-id"] = "req_011scripted";
        foreach (var (name, value) in reply.Headers)
        {
            Response.Headers[name] = value;
        }

        await Response.Body.WriteAsync(body, ct);
    }

    /// <summary>Sends the events one by one, each after the pause and flushed, so that the caller sees them come.</summary>
    public async Task StreamAsync(IEnumerable<ServerSentEvent> events, TimeSpan pause = default)
    {
        StartStream();
        foreach (var next in events)
        {
            await WaitAsync(pause);
            await StreamTextAsync(next.ToString());
        }
    }

    /// <summary>A stream of these bytes, right or wrong, after which the connection is closed.</summary>
    public async Task StreamAndCloseAsync(string text)
    {
        StartStream();
        Response.Headers.Connection = "close";
        await StreamTextAsync(text);
    }

    /// <summary>Breaks the transport in one of the ways that need no protocol.</summary>
    public Task BreakAsync(Behaviour behaviour)
    {
        switch (behaviour)
        {
            case Behaviour.Hang:
                return HoldAsync();
            case Behaviour.Garbage:
                return SendAsync(new HttpReply(200, "<html><body><h1>502 Bad Gateway</h1> captive portal</body></html>", "text/html"));
            case Behaviour.BadJson:
                return StreamAndCloseAsync("event: message_start\ndata: {not json at all\n\ndata: \0\u0001\u0002 %%%\n\n");
            case Behaviour.Empty:
                return SendAsync(new HttpReply(200, "", EventStream));
            default:
                context.Abort();
                return Task.CompletedTask;
        }
    }

    /// <summary>Holds the connection open until the caller or the server ends, then breaks it.</summary>
    public async Task HoldAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    public Task WaitAsync(TimeSpan duration) => duration > TimeSpan.Zero ? Task.Delay(duration, time, ct) : Task.CompletedTask;

    private void StartStream()
    {
        Response.StatusCode = 200;
        Response.ContentType = EventStream;
        Response.Headers.CacheControl = "no-cache";
        Response.Headers["request-id"] = "req_011scripted";
    }

    private async Task StreamTextAsync(string text)
    {
        await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        await Response.Body.FlushAsync(ct);
    }
}
