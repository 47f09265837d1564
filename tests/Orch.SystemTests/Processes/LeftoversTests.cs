using System.Globalization;
using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Processes;

[Collection(AsSubreaper.Name)]
public sealed class LeftoversTests : IAsyncLifetime
{
    private const string Marker = "ORCH_TEST_MARKER";
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private readonly StarterThread thread = new();
    private readonly string id = Ids.New("test");
    private readonly Leftovers leftovers;

    public LeftoversTests() => leftovers = new(Marker, id, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        Leftovers.BecomeSubreaper();
        await Waiting.UntilAsync(() => leftovers.Find().Count == 0, "what tests before this one ended is gone");
    }

    [Fact]
    public async Task A_daemon_in_a_session_of_its_own_with_an_empty_environment_is_found_and_ended()
    {
        var daemon = await RunForPidAsync("(env -i setsid sh -c 'echo $$; exec sleep 300 >/dev/null 2>&1' &)");
        Assert.Equal([daemon], leftovers.Find().Select(entry => entry.Pid));
        Assert.Equal(1, await leftovers.EndAsync(TimeSpan.FromMinutes(5)));
        Assert.Null(ProcessTable.Read(daemon));
    }

    [Fact]
    public async Task One_that_ignores_the_request_is_killed_after_the_grace()
    {
        var daemon = await RunForPidAsync("(env -i setsid sh -c 'trap \"\" TERM; echo $$; exec >/dev/null; while :; do sleep 0.1; done' &)");
        Assert.InRange(await leftovers.EndAsync(Short), 1, 100);
        Assert.False(Programs.IsAlive(daemon));
    }

    [Fact]
    public async Task Without_any_grace_it_is_killed_and_counted()
    {
        var daemon = await RunForPidAsync("(env -i setsid sh -c 'echo $$; exec sleep 300 >/dev/null' &)");
        Assert.Equal(1, await leftovers.EndAsync(TimeSpan.Zero));
        Assert.False(Programs.IsAlive(daemon));
    }

    [Fact]
    public async Task Orchs_tmux_server_and_all_below_it_are_nobodys_leftovers()
    {
        var child = await RunForPidAsync("(ORCH_TMUX_SERVER=1 setsid sh -c 'env -i setsid sh -c \"echo \\$\\$; exec sleep 300 >/dev/null\" >&1 & exec >/dev/null; wait' &)");
        var server = ProcessTable.Read(child)!.ParentPid;
        Assert.True(ProcessTable.HasEnvironment(server, Leftovers.ServerMarker, "1"));
        Assert.Empty(leftovers.Find());
        _ = NativeMethods.Kill(child, NativeMethods.SigKill);
        await Waiting.UntilAsync(() => leftovers.Find().Count == 0 && ProcessTable.Read(server) is null, "the stand-in for the server is gone and reaped");
    }

    [Fact]
    public async Task Adopted_zombies_are_reaped()
    {
        var orphan = await RunForPidAsync("(sh -c 'echo $$; exec >/dev/null; sleep 0.2' &)");
        await Waiting.UntilAsync(() => ProcessTable.Read(orphan) is { IsZombie: true }, "the orphan became a zombie of this process");
        Assert.Empty(leftovers.Find());
        Assert.Null(ProcessTable.Read(orphan));
    }

    [Fact(Timeout = 60_000)]
    public async Task Children_that_dotnet_waits_for_are_left_to_it()
    {
        // .NET would never learn of the end of one that is taken away; the loop would be first every other time.
        var ct = TestContext.Current.CancellationToken;
        for (var i = 0; i < 50; i++)
        {
            using var process = await StartAsync($"sleep 0.01; exit {i}");
            var entry = ProcessTable.Read(process.Pid)!;
            await Task.Run(() =>
            {
                while (!process.Exited.IsCompleted && !ct.IsCancellationRequested)
                {
                    StartedChildren.ReapAdopted(entry);
                }
            });
            Assert.Equal(i, await process.Exited.WaitAsync(ct));
        }
    }

    [Fact]
    public async Task A_process_that_adopts_nobody_ends_only_what_carries_the_marker()
    {
        StopBeingSubreaper();
        using var other = await StartAsync("echo $$; exec sleep 300");
        var marked = await RunForPidAsync("(setsid sh -c 'echo $$; exec sleep 300 >/dev/null' &)", (Marker, id));
        Assert.Equal([marked], leftovers.Find().Select(entry => entry.Pid));
        Assert.Equal(1, await leftovers.EndAsync(Short));
        Assert.False(Programs.IsAlive(marked));
        Assert.True(Programs.IsAlive(other.Pid));
    }

    public async ValueTask DisposeAsync()
    {
        thread.Dispose();
        await leftovers.EndAsync(TimeSpan.Zero);
        StopBeingSubreaper();
    }

    private static void StopBeingSubreaper() => _ = NativeMethods.ProcessControl(NativeMethods.PrSetChildSubreaper, 0, 0, 0, 0);

    /// <summary>Runs a script to its end and returns the process id that it, or what it left behind, printed.</summary>
    private async Task<int> RunForPidAsync(string script, params (string Name, string Value)[] variables)
    {
        using var process = await StartAsync(script, variables);
        using var reader = new StreamReader(process.Output);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await process.Exited);
        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private Task<OwnedProcess> StartAsync(string script, params (string Name, string Value)[] variables)
    {
        var environment = Programs.Environment.Concat(variables.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary();
        return OwnedProcess.StartAsync(OrchBinary.Path, Programs.Script(script) with { Environment = environment }, thread, TimeProvider.System);
    }
}
