using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orch.ScriptedModel;

/// <summary>
/// A model endpoint on loopback that plays a script. It speaks Anthropic Messages, OpenAI Responses, OpenAI chat completions and Gemini
/// generateContent well enough for the real <c>claude</c>, <c>codex</c>, <c>gemini</c>, <c>opencode</c>, <c>qwen</c> and <c>copilot</c>; one server serves any number of runs at once. The URL of a run names the
/// scenario it meets: <c>ok</c> plays the script, the others fail in the ways that the real services do.
/// </summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CallHandler _handler;
    private readonly CancellationTokenSource _stopping;
    private readonly Socket _nobody;

    private ScriptedModelServer(WebApplication application, CallHandler handler, CancellationTokenSource stopping, Socket nobody)
    {
        _application = application;
        _handler = handler;
        _stopping = stopping;
        _nobody = nobody;
        BaseAddress = new Uri(application.Urls.Single());
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The calls of the model so far, in the order of their arrival; a snapshot.</summary>
    public IReadOnlyList<ModelCall> Calls => _handler.Calls;

    /// <summary>Starts a server on a free port of 127.0.0.1.</summary>
    public static async Task<ScriptedModelServer> StartAsync(ScriptedModelOptions? options = null, CancellationToken ct = default)
    {
        var stopping = new CancellationTokenSource();
        var handler = new CallHandler(options ?? new ScriptedModelOptions(), stopping.Token);
        var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var application = Build(handler);
        try
        {
            nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            await application.StartAsync(ct);
            return new ScriptedModelServer(application, handler, stopping, nobody);
        }
        catch
        {
            await application.DisposeAsync();
            nobody.Dispose();
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The base URL for a run that meets a scenario, without <c>/v1</c>. Scenarios: <c>ok</c>, <c>slow</c>, <c>noop</c>, <c>maxtok</c>;
    /// <c>ratelimit</c>, <c>quota</c>, <c>credit</c>, <c>auth</c>, <c>auth401</c>, <c>forbidden</c>, <c>overloaded</c>, <c>unavailable</c>,
    /// <c>error500</c>, <c>badrequest</c>, <c>toolong</c>, <c>notfound</c>; <c>hang</c>, <c>hangstream</c>, <c>drop</c>, <c>garbage</c>,
    /// <c>badjson</c>, <c>truncated</c>, <c>empty</c>, <c>streamerr</c>, <c>refused</c>. Seconds may follow: <c>ratelimit:30</c> names the
    /// wait, <c>slow:2</c> the pause between events. <c>X-then-ok:N</c> is X for the first N calls of the run, <c>after:N:X</c> is X once N
    /// tools were called. Any other name is answered with 404.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="tag">Tells runs of the same scenario apart, in <see cref="Calls"/> and in the count of <c>X-then-ok:N</c>.</param>
    public string UrlFor(string scenario, string? tag = null)
    {
        // A port that is bound but not listened on refuses every connection, and nobody else can come to listen on it.
        var port = scenario == "refused" ? ((IPEndPoint)_nobody.LocalEndPoint!).Port : BaseAddress.Port;
        return $"http://127.0.0.1:{port}{RequestTarget.PrefixFor(scenario, tag)}";
    }

    /// <summary>Stops listening and breaks the connections that are still open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await _application.StopAsync(patience.Token);
        }

        await _application.DisposeAsync();
        _nobody.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(CallHandler handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        var application = builder.Build();
        ((IApplicationBuilder)application).Run(handler.HandleAsync);
        return application;
    }
}
