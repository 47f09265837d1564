using Orch.Processes;
using Orch.Sessions;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Sessions;

/// <summary>A state directory and its tmux server, for one test; the server's socket lies in the test's own folder.</summary>
public sealed class TmuxFixture : IAsyncDisposable
{
    internal TmuxFixture()
    {
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Folder,
            ["LANG"] = "C.UTF-8",
            ["TMUX_TMPDIR"] = Folder,
            ["ORCH_HOME"] = Path.Combine(Folder, "state"),
            ["VENDOR_API_KEY"] = Secret,
            ["TMUX"] = "/tmp/the-users-own,1,0",
        };
        State = StateDirectory.Locate(Variables);
        Server = NewServer();
    }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("orch-test-").FullName;

    internal string Secret { get; } = Ids.New("secret");

    internal Dictionary<string, string> Variables { get; }

    internal StateDirectory State { get; }

    internal TmuxServer Server { get; }

    internal ProcessRunner Runner { get; } = new(TimeProvider.System);

    internal TmuxServer NewServer() => new(State, Runner, Variables);

    /// <summary>A shell script in a session.</summary>
    internal Task<string> CreateAsync(string name, string script, bool keepWhenFailed = false) => Server.CreateAsync(
        name, Folder, ["/bin/sh", "-c", script], new Dictionary<string, string>(), keepWhenFailed, TestContext.Current.CancellationToken);

    /// <summary>Asks the server itself.</summary>
    internal async Task<string> TmuxAsync(params string[] arguments)
    {
        var result = await Runner.RunAsync(
            new("tmux", ["-L", Server.Socket, "-N", .. arguments]) { Environment = Variables }, TestContext.Current.CancellationToken);
        return result.Output + result.Error;
    }

    internal async Task WaitForScreenAsync(string name, string text) => await Waiting.UntilAsync(
        async () => (await Server.CapturePaneAsync(name, TestContext.Current.CancellationToken))?.Contains(text, StringComparison.Ordinal) == true,
        $"the session {name} shows {text}");

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        Directory.Delete(Folder, recursive: true);
    }
}
