using System.Net.Sockets;
using Orch.Sessions;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Sessions;

public sealed class SupervisorStartTests : IAsyncDisposable
{
    private readonly TmuxFixture tmux = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_supervisor_that_confirms_is_started_and_was_handed_the_environment()
    {
        var start = StartAsync(await StandInAsync());
        using (var handover = await ReceiveAsync())
        {
            Assert.Equal(tmux.Folder, handover.Directory);
            Assert.Equal(tmux.Secret, handover.Environment["VENDOR_API_KEY"]);
            Assert.False(handover.Environment.ContainsKey("TMUX"));
            Assert.True(await handover.ConfirmAsync(Ct));
        }

        Assert.Equal(SupervisorStartResult.Started, await start);
        Assert.True(await tmux.Server.ExistsAsync("agent", Ct));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task The_secrets_are_in_no_argument_no_tmux_environment_and_no_file()
    {
        var start = StartAsync(await StandInAsync());
        using var handover = await ReceiveAsync();
        await handover.ConfirmAsync(Ct);
        await start;
        Assert.DoesNotContain(tmux.Secret, await tmux.TmuxAsync("show-environment", "-t", "=agent"), StringComparison.Ordinal);
        Assert.DoesNotContain(tmux.Secret, await tmux.TmuxAsync("show-environment", "-g"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(tmux.Folder, "*", SearchOption.AllDirectories).Where(file => File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserRead) && !IsSpecial(file)),
            file => File.ReadAllText(file).Contains(tmux.Secret, StringComparison.Ordinal));
        var pane = (await tmux.Server.ListAsync(Ct)).Single().Pid;
        Assert.DoesNotContain(tmux.Secret, await File.ReadAllTextAsync($"/proc/{pane}/environ", Ct), StringComparison.Ordinal);
        Assert.Equal($"/bin/sh\0{tmux.Folder}/orch\0supervise\0agent\0", await File.ReadAllTextAsync($"/proc/{pane}/cmdline", Ct));
    }

    [Fact]
    public async Task A_refusal_is_reported_in_one_line_and_the_session_is_gone()
    {
        var start = StartAsync(await StandInAsync());
        using (var handover = await ReceiveAsync())
        {
            await handover.RefuseAsync("the agent has\nended already", Ct);
        }

        Assert.Equal("the agent has ended already", (await start).Failure);
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_supervisor_that_dies_at_once_is_reported_with_its_last_words()
    {
        var result = await StartAsync(await ProgramAsync("echo starting; echo 'orch: no disk' >&2; exit 1"));
        Assert.Equal("the supervisor ended before it had taken over; it said: orch: no disk", result.Failure);
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_supervisor_that_goes_away_after_the_handover_is_a_failure()
    {
        var start = StartAsync(await StandInAsync());
        (await ReceiveAsync()).Dispose();
        Assert.StartsWith("the supervisor ended before it had taken over", (await start).Failure, StringComparison.Ordinal);
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_binary_that_is_not_there_is_a_failure()
    {
        var result = await StartAsync(Path.Combine(tmux.Folder, "no-such-orch"));
        Assert.NotNull(result.Failure);
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_silent_supervisor_is_given_up_and_learns_it()
    {
        var time = new ManualDeadline();
        var start = new SupervisorStart(tmux.State, tmux.Server, time).StartAsync("agent", await StandInAsync(), tmux.Variables, tmux.Folder, Ct);
        using var handover = await ReceiveAsync();
        time.Expire();
        Assert.Contains("did not take over within 60 s", (await start).Failure, StringComparison.Ordinal);
        Assert.False(await handover.ConfirmAsync(Ct));
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var start = NewStart().StartAsync("agent", await StandInAsync(), tmux.Variables, tmux.Folder, cancel.Token);
        using var handover = await ReceiveAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.False(await handover.ConfirmAsync(Ct));
        await AssertNothingIsLeftAsync("agent");
    }

    [Fact]
    public async Task A_name_that_runs_already_is_a_conflict_and_that_session_stays()
    {
        await tmux.CreateAsync("agent", "exec sleep 300");
        Assert.Equal(OrchErrorKind.Conflict, (await Assert.ThrowsAsync<OrchException>(async () => await StartAsync(await StandInAsync()))).Kind);
        Assert.True(await tmux.Server.ExistsAsync("agent", Ct));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_state_directory_with_a_long_path_hands_over_elsewhere()
    {
        tmux.Variables["ORCH_HOME"] = Path.Combine(tmux.Folder, new('d', 100));
        tmux.Variables["TMPDIR"] = tmux.Folder;
        var state = Orch.State.StateDirectory.Locate(tmux.Variables);
        var start = new SupervisorStart(state, tmux.Server, TimeProvider.System).StartAsync("agent", await StandInAsync(), tmux.Variables, tmux.Folder, Ct);
        using var handover = await ReceiveAsync(path =>
        {
            Assert.StartsWith(tmux.Folder, path, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        });
        Assert.True(await handover.ConfirmAsync(Ct));
        Assert.True((await start).HasStarted);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Without_a_creator_the_supervisor_is_told_to_be_started_again()
    {
        var gone = await Assert.ThrowsAsync<OrchException>(() => SupervisorHandover.ReceiveAsync(Path.Combine(tmux.Folder, "s"), TimeProvider.System, Ct));
        Assert.Equal(OrchErrorKind.Failed, gone.Kind);
    }

    [Fact]
    public async Task A_creator_that_goes_away_in_the_middle_is_noticed()
    {
        var path = Path.Combine(tmux.Folder, "s");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var receive = SupervisorHandover.ReceiveAsync(path, TimeProvider.System, Ct);
        using (var peer = await listener.AcceptAsync(Ct))
        {
            await peer.SendAsync(new byte[] { 0, 0, 1, 0, (byte)'{' }, Ct);
        }

        Assert.Equal(OrchErrorKind.Failed, (await Assert.ThrowsAsync<OrchException>(() => receive)).Kind);
    }

    public ValueTask DisposeAsync() => tmux.DisposeAsync();

    private static bool IsSpecial(string file) => File.GetAttributes(file).HasFlag(FileAttributes.Device) || new FileInfo(file).Length == 0;

    private SupervisorStart NewStart() => new(tmux.State, tmux.Server, TimeProvider.System);

    private Task<SupervisorStartResult> StartAsync(string orchBinary) => NewStart().StartAsync("agent", orchBinary, tmux.Variables, tmux.Folder, Ct);

    /// <summary>A program in the place of orch that tells the test where the socket is; the test then does the supervisor's part.</summary>
    private Task<string> StandInAsync() => ProgramAsync("printf %s \"$ORCH_HANDOVER\" >\"${0%/*}/told\"; mv \"${0%/*}/told\" \"${0%/*}/socket\"; exec 3<\"$0\"; while :; do sleep 300; done");

    private async Task<string> ProgramAsync(string script)
    {
        // Written by another process: a descriptor open for writing that a concurrent fork copied would make it busy.
        var path = Path.Combine(tmux.Folder, "orch");
        await tmux.Runner.RunAsync(new("sh", "-c", "cat >\"$1\"; chmod +x \"$1\"", "sh", path) { Environment = tmux.Variables, Input = $"#!/bin/sh\n{script}\n" }, Ct);
        return path;
    }

    private async Task<Handover> ReceiveAsync(Action<string>? look = null)
    {
        var file = Path.Combine(tmux.Folder, "socket");
        await Waiting.UntilAsync(() => File.Exists(file), "the stand-in was started");
        var path = await File.ReadAllTextAsync(file, Ct);
        look?.Invoke(path);
        return await SupervisorHandover.ReceiveAsync(path, TimeProvider.System, Ct);
    }

    private async Task AssertNothingIsLeftAsync(string? session = null)
    {
        if (session is not null)
        {
            Assert.False(await tmux.Server.ExistsAsync(session, Ct));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(tmux.Folder, "start_*", SearchOption.AllDirectories));
    }

    /// <summary>The real clock, but timers of the handover's deadline fire when the test says so.</summary>
    private sealed class ManualDeadline : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> deadlines = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Handover.Deadline)
            {
                deadlines.Add((callback, state));
                dueTime = Timeout.InfiniteTimeSpan;
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }

        public void Expire() => deadlines.ForEach(one => one.Callback(one.State));
    }
}
