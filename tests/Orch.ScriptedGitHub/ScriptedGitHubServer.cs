using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orch.ScriptedGitHub;

/// <summary>
/// The part of the GitHub API that the real <c>gh</c> needs for pull requests, as plain HTTP on a Unix socket. One model of repositories
/// and pull requests answers GraphQL and REST, and the commits come from real bare repositories: what a test pushes or creates it later sees.
/// </summary>
public sealed class ScriptedGitHubServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly HubState state;
    private readonly CancellationTokenSource stopping;

    private ScriptedGitHubServer(string socketPath, WebApplication application, HubState state, CancellationTokenSource stopping)
    {
        SocketPath = socketPath;
        this.application = application;
        this.state = state;
        this.stopping = stopping;
    }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>The login of whoever holds the token.</summary>
    public string Viewer
    {
        get => state.Viewer;
        set => state.Viewer = value;
    }

    /// <summary>What every request meets, or those that the failure names; null when all is well.</summary>
    public GitHubFailure? Fail
    {
        get => state.Fail;
        set => state.Fail = value;
    }

    /// <summary>Called before a pull request is created over the API, for somebody else who is faster.</summary>
    public Action? BeforeCreate
    {
        get => state.BeforeCreate;
        set => state.BeforeCreate = value;
    }

    /// <summary>The requests so far, in the order of their arrival; a snapshot.</summary>
    public IReadOnlyList<ScriptedGitHubRequest> Requests => state.Requests;

    /// <summary>All pull requests in the order of their creation; a snapshot.</summary>
    public IReadOnlyList<ScriptedPullRequest> PullRequests => state.PullRequests;

    /// <summary>Starts a server.</summary>
    /// <param name="socketPath">A path that does not exist yet; the kernel takes at most 107 bytes.</param>
    /// <param name="time">The clock of what is created; the system's by default.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<ScriptedGitHubServer> StartAsync(string socketPath, TimeProvider? time = null, CancellationToken ct = default)
    {
        var stop = new CancellationTokenSource();
        var hub = new HubState(time ?? TimeProvider.System);
        var web = Build(socketPath, new RequestHandler(hub, stop.Token));
        try
        {
            await web.StartAsync(ct);
            return new(socketPath, web, hub, stop);
        }
        catch
        {
            await web.DisposeAsync();
            stop.Dispose();
            throw;
        }
    }

    /// <summary>Makes a repository known.</summary>
    /// <param name="fullName">Owner and name, <c>acme/demo</c>.</param>
    /// <param name="bareRepositoryPath">The bare repository that holds its commits.</param>
    /// <param name="defaultBranch">The branch that pull requests go to by default.</param>
    /// <param name="forkOf">The full name of the repository that it is a fork of.</param>
    public ScriptedRepository AddRepository(string fullName, string bareRepositoryPath, string defaultBranch = "main", string? forkOf = null) =>
        state.Add(new(fullName, bareRepositoryPath, defaultBranch, forkOf is null ? null : state.Repository(forkOf)));

    /// <summary>Opens a pull request as somebody else would.</summary>
    /// <param name="repository">The full name of the repository that it goes to.</param>
    /// <param name="head">The branch with the commits; it must exist.</param>
    /// <param name="title">Its title.</param>
    /// <param name="body">Its text.</param>
    /// <param name="baseBranch">The branch it goes to; the default branch when null.</param>
    /// <param name="headRepository">The full name of the fork that has the branch; the same repository when null.</param>
    public ScriptedPullRequest AddPullRequest(string repository, string head, string title = "A pull request", string body = "", string? baseBranch = null, string? headRepository = null)
    {
        var target = state.Repository(repository);
        return state.Open(new(target, headRepository is null ? target : state.Repository(headRepository), head, baseBranch ?? target.DefaultBranch, title, body));
    }

    /// <summary>Writes a private configuration of <c>gh</c> that leads to this server, and gives the variables that make <c>gh</c> use it.</summary>
    /// <param name="configDirectory">The directory for it; created when it is not there.</param>
    public IReadOnlyDictionary<string, string> Environment(string configDirectory)
    {
        Directory.CreateDirectory(configDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var quoted = SocketPath.Replace("'", "''", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(configDirectory, "config.yml"), $"version: \"1\"\ngit_protocol: https\nprompt: disabled\nhttp_unix_socket: '{quoted}'\n");
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GH_CONFIG_DIR"] = configDirectory,
            ["GH_TOKEN"] = "dummy",
            ["GH_PROMPT_DISABLED"] = "1",
            ["GH_NO_UPDATE_NOTIFIER"] = "1",
            ["GH_PAGER"] = "cat",
            ["NO_COLOR"] = "1",
        };
    }

    /// <summary>Stops listening and breaks the connections that are still open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
        {
            await application.StopAsync(patience.Token);
        }

        await application.DisposeAsync();
        stopping.Dispose();
        File.Delete(SocketPath);
    }

    private static WebApplication Build(string socketPath, RequestHandler handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socketPath));
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        var web = builder.Build();
        ((IApplicationBuilder)web).Run(handler.HandleAsync);
        return web;
    }
}
