using Orch.Processes;
using Orch.Sessions;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Sessions;

public sealed class TmuxServerTests : IAsyncDisposable
{
    private readonly TmuxFixture tmux = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looking_starts_no_server()
    {
        Assert.Empty(await tmux.Server.ListAsync(Ct));
        Assert.False(await tmux.Server.ExistsAsync("a", Ct));
        Assert.False(await tmux.Server.KillAsync("a", Ct));
        Assert.Null(await tmux.Server.CapturePaneAsync("a", Ct));
        Assert.False(await tmux.Server.PasteAsync("a", "text", Ct));
        Assert.Empty(Directory.EnumerateFiles(tmux.Folder, tmux.Server.Socket, SearchOption.AllDirectories));
        Assert.False(Directory.Exists(tmux.State.Path));
    }

    [Fact]
    public async Task A_session_runs_its_program_without_a_shell_in_between()
    {
        string[] argv = ["printf", "<%s>\\n", "a b", "", "$HOME;", "#(id)#{pid}", "'\"", ";", "kill-server"];
        await tmux.Server.CreateAsync("a", tmux.Folder, ["/bin/sh", "-c", "\"$@\"; exec sleep 300", "sh", .. argv], new Dictionary<string, string>(), keepWhenFailed: false, Ct);
        await tmux.WaitForScreenAsync("a", "<kill-server>");
        Assert.Equal("<a b>\n<>\n<$HOME;>\n<#(id)#{pid}>\n<'\">\n<;>\n<kill-server>", await tmux.Server.CapturePaneAsync("a", Ct));
    }

    [Fact]
    public async Task A_program_without_arguments_is_not_taken_for_a_shell_command()
    {
        var program = Path.Combine(tmux.Folder, "my program; touch oops");
        await tmux.Runner.RunAsync(new("sh", "-c", "printf '#!/bin/sh\\necho ran; exec sleep 300' >\"$1\"; chmod +x \"$1\"", "sh", program) { Environment = tmux.Variables }, Ct);
        await tmux.Server.CreateAsync("a", tmux.Folder, [program], new Dictionary<string, string>(), keepWhenFailed: false, Ct);
        await tmux.WaitForScreenAsync("a", "ran");
        Assert.False(File.Exists(Path.Combine(tmux.Folder, "oops")));
    }

    [Theory]
    [InlineData("#(touch oops)")]
    [InlineData("a;")]
    [InlineData("#{pid} ü")]
    public async Task It_runs_in_its_directory_whatever_that_is_called(string name)
    {
        var directory = Directory.CreateDirectory(Path.Combine(tmux.Folder, name)).FullName;
        await tmux.Server.CreateAsync("a", directory, ["/bin/sh", "-c", "pwd; exec sleep 300"], new Dictionary<string, string>(), keepWhenFailed: false, Ct);
        await tmux.WaitForScreenAsync("a", directory);
        Assert.False(File.Exists(Path.Combine(tmux.Folder, "oops")));
    }

    [Fact]
    public async Task Its_variables_arrive_and_the_callers_secrets_do_not()
    {
        await tmux.Server.CreateAsync(
            "a", tmux.Folder, ["/bin/sh", "-c", "env >env; mv env done; exec sleep 300"], new Dictionary<string, string> { ["GIVEN"] = "a=b;" }, keepWhenFailed: false, Ct);
        var file = Path.Combine(tmux.Folder, "done");
        await Waiting.UntilAsync(() => File.Exists(file), "the program wrote its environment");
        var lines = await File.ReadAllLinesAsync(file, Ct);
        Assert.Contains("GIVEN=a=b;", lines);
        Assert.Contains($"{Leftovers.ServerMarker}=1", lines);
        Assert.Contains("SHELL=/bin/sh", lines);
        Assert.DoesNotContain(lines, line => line.Contains(tmux.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(tmux.Secret, await tmux.TmuxAsync("show-environment", "-g"), StringComparison.Ordinal);
        Assert.DoesNotContain(tmux.Secret, await tmux.TmuxAsync("show-environment", "-t", "=a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_that_want_a_name_at_once_one_gets_it()
    {
        var creating = Enumerable.Range(0, 8).Select(_ => tmux.NewServer().CreateAsync(
            "wanted", tmux.Folder, ["/bin/sleep", "300"], new Dictionary<string, string>(), keepWhenFailed: true, Ct)).ToList();
        var outcomes = new List<OrchErrorKind?>();
        foreach (var one in creating)
        {
            try
            {
                await one;
                outcomes.Add(null);
            }
            catch (OrchException e)
            {
                outcomes.Add(e.Kind);
            }
        }

        Assert.Equal([null, .. Enumerable.Repeat((OrchErrorKind?)OrchErrorKind.Conflict, 7)], outcomes.Order());
        Assert.Single(await tmux.Server.ListAsync(Ct));
    }

    [Fact]
    public async Task Only_the_session_of_exactly_that_name_is_meant()
    {
        await tmux.CreateAsync("task-2", "exec sleep 300");
        Assert.False(await tmux.Server.ExistsAsync("task", Ct));
        Assert.False(await tmux.Server.KillAsync("task", Ct));
        Assert.Null(await tmux.Server.CapturePaneAsync("task", Ct));
        Assert.True(await tmux.Server.ExistsAsync("task-2", Ct));
        Assert.True(await tmux.Server.KillAsync("task-2", Ct));
        Assert.False(await tmux.Server.ExistsAsync("task-2", Ct));
    }

    [Fact]
    public async Task The_list_tells_what_runs()
    {
        await tmux.CreateAsync("a", "printf '\\033]2;busy: 1:2 \\342\\234\\263\\007'; echo shown; exec sleep 300");
        await tmux.CreateAsync("b", "exec sleep 300");
        await tmux.WaitForScreenAsync("a", "shown");
        var sessions = await tmux.Server.ListAsync(Ct);
        Assert.Equal(["a", "b"], sessions.Select(session => session.Name).Order());
        var first = sessions.Single(session => session.Name == "a");
        Assert.Equal("busy: 1:2 ✳", first.Title);
        Assert.False(first.IsAttached);
        Assert.False(first.IsDead);
        Assert.True(ProcessTable.HasEnvironment(first.Pid, Leftovers.ServerMarker, "1"));
        Assert.InRange((TimeProvider.System.GetUtcNow() - first.CreatedAt).TotalMinutes, -1, 1);
    }

    [Fact]
    public async Task The_pane_has_its_fixed_size_without_a_terminal()
    {
        await tmux.CreateAsync("a", "stty size; exec sleep 300");
        await tmux.WaitForScreenAsync("a", $"{TmuxConfiguration.Rows} {TmuxConfiguration.Columns}");
    }

    [Fact]
    public async Task The_configuration_has_no_errors()
    {
        await tmux.CreateAsync("a", "exec sleep 300");
        Assert.Contains("history-limit 5000", await tmux.TmuxAsync("show-options", "-g"), StringComparison.Ordinal);
        Assert.Empty(await tmux.TmuxAsync("source-file", tmux.State.TmuxConfiguration));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tmux.State.TmuxConfiguration));
    }

    [Fact]
    public async Task A_session_ends_with_its_program_and_the_server_with_its_last_session()
    {
        await tmux.CreateAsync("a", "exit 3");
        await Waiting.UntilAsync(async () => (await tmux.Server.ListAsync(Ct)).Count == 0, "the session is gone");
        await Waiting.UntilAsync(async () => (await tmux.TmuxAsync("list-sessions")).Contains("no server running", StringComparison.Ordinal), "the server is gone");
    }

    [Fact]
    public async Task A_kept_pane_shows_the_last_words_and_gives_its_name_back()
    {
        await tmux.CreateAsync("a", "echo 'it broke'; exit 1", keepWhenFailed: true);
        await Waiting.UntilAsync(async () => (await tmux.Server.ListAsync(Ct)).Any(session => session.IsDead), "the program ended and its pane is kept");
        Assert.StartsWith("it broke", await tmux.Server.CapturePaneAsync("a", Ct), StringComparison.Ordinal);

        await tmux.CreateAsync("a", "echo second; exec sleep 300");
        await tmux.WaitForScreenAsync("a", "second");
    }

    [Fact]
    public async Task A_released_session_ends_with_its_program_also_when_that_was_before()
    {
        await tmux.CreateAsync("a", "exit 0", keepWhenFailed: true);
        await Waiting.UntilAsync(async () => (await tmux.Server.ListAsync(Ct)).Any(session => session.IsDead), "the program ended and its pane is kept");
        await tmux.Server.ReleaseAsync("a", Ct);
        Assert.False(await tmux.Server.ExistsAsync("a", Ct));

        await tmux.CreateAsync("b", "read line; exit 1", keepWhenFailed: true);
        await tmux.Server.ReleaseAsync("b", Ct);
        Assert.True(await tmux.Server.PressAsync("b", ["Enter"], Ct));
        await Waiting.UntilAsync(async () => !await tmux.Server.ExistsAsync("b", Ct), "the session is gone");
    }

    [Fact]
    public async Task Removing_by_id_spares_a_later_session_of_that_name()
    {
        await tmux.CreateAsync("other", "exec sleep 300");
        var first = await tmux.CreateAsync("a", "exec sleep 300");
        await tmux.Server.KillAsync("a", Ct);
        var second = await tmux.CreateAsync("a", "exec sleep 300");
        await tmux.Server.RemoveAsync(first, Ct);
        Assert.True(await tmux.Server.ExistsAsync("a", Ct));
        await tmux.Server.RemoveAsync(second, Ct);
        Assert.False(await tmux.Server.ExistsAsync("a", Ct));
    }

    [Fact]
    public async Task A_pasted_text_arrives_as_it_is()
    {
        const string text = "first 'line' $HOME `id` #(id)\n\n  second ü€ ;";
        await tmux.CreateAsync("a", "stty -echo; echo ready; while IFS= read -r line; do echo \"<$line>\"; done");
        await tmux.WaitForScreenAsync("a", "ready");
        Assert.True(await tmux.Server.PasteAsync("a", text, Ct));
        Assert.True(await tmux.Server.PressAsync("a", ["Enter"], Ct));
        await tmux.WaitForScreenAsync("a", "second");
        Assert.Equal("ready\n<first 'line' $HOME `id` #(id)>\n<>\n<  second ü€ ;>", await tmux.Server.CapturePaneAsync("a", Ct));
        Assert.Empty(await tmux.TmuxAsync("list-buffers"));
    }

    [Fact]
    public async Task A_paste_into_a_program_that_has_ended_harms_nobody()
    {
        await tmux.CreateAsync("other", "exec sleep 300");
        await tmux.CreateAsync("a", "exit 1", keepWhenFailed: true);
        await Waiting.UntilAsync(async () => (await tmux.Server.ListAsync(Ct)).Any(session => session.IsDead), "the program ended and its pane is kept");

        Assert.False(await tmux.Server.PasteAsync("a", "text", Ct));
        Assert.True(await tmux.Server.ExistsAsync("other", Ct));
        Assert.Empty(await tmux.TmuxAsync("list-buffers"));
    }

    [Fact]
    public async Task Several_screens_come_by_one_call_also_when_a_session_is_gone()
    {
        await tmux.CreateAsync("a", "echo one; exec sleep 300");
        await tmux.CreateAsync("b", "echo two; echo three; exec sleep 300");
        await tmux.WaitForScreenAsync("a", "one");
        await tmux.WaitForScreenAsync("b", "three");

        var screens = await tmux.Server.ScreensAsync(["a", "gone", "b"], Ct);

        Assert.Equal(new Dictionary<string, string> { ["a"] = "one", ["b"] = "two\nthree" }, screens);
    }

    [Fact]
    public async Task A_mark_comes_back_with_the_list_and_the_title_after_it()
    {
        await tmux.CreateAsync("a", "printf '\\033]2;a title: with colons\\033\\\\'; echo ready; exec sleep 300");
        await tmux.WaitForScreenAsync("a", "ready");

        await tmux.Server.MarkAsync("a", "one,%2Ftmp,#{host}", Ct);

        var session = Assert.Single(await tmux.Server.ListAsync(Ct));
        Assert.Equal("one,%2Ftmp,#{host}", session.Mark);
        Assert.Equal("a title: with colons", session.Title);
    }

    [Fact]
    public async Task What_attaches_is_not_kept_out_by_another_tmux_and_has_the_callers_environment()
    {
        await tmux.CreateAsync("a", "exec sleep 300");
        var spec = tmux.Server.AttachSpec("a");
        Assert.False(spec.Environment.ContainsKey("TMUX"));
        Assert.Equal(tmux.Secret, spec.Environment["VENDOR_API_KEY"]);

        // script(1) gives it a terminal.
        var line = string.Join(' ', spec.Arguments.Select(argument => $"'{argument}'"));
        using var detach = new CancellationTokenSource();
        var attached = tmux.Runner.RunAsync(
            new("script", "-qec", $"TERM=xterm {spec.Program} {line}", "/dev/null") { Environment = spec.Environment }, detach.Token);
        await Waiting.UntilAsync(async () => (await tmux.Server.ListAsync(Ct)).Single().IsAttached, "the terminal shows the session");
        Assert.DoesNotContain(tmux.Secret, await tmux.TmuxAsync("show-environment", "-t", "=a"), StringComparison.Ordinal);
        await tmux.TmuxAsync("detach-client", "-s", "=a");
        Assert.Equal(0, (await attached).ExitCode);
        Assert.True(await tmux.Server.ExistsAsync("a", Ct));
    }

    [Fact]
    public async Task Without_tmux_looking_finds_nothing_and_making_names_the_command_that_installs_it()
    {
        tmux.Variables["PATH"] = tmux.Folder;
        Assert.Empty(await tmux.Server.ListAsync(Ct));
        var refused = await Assert.ThrowsAsync<OrchException>(() => tmux.CreateAsync("a", "exit 0"));
        Assert.Equal(OrchErrorKind.Environment, refused.Kind);
        Assert.Contains("install tmux", refused.Message, StringComparison.Ordinal);
        tmux.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
    }

    [Fact]
    public async Task A_missing_directory_is_named()
    {
        var refused = await Assert.ThrowsAsync<OrchException>(() => tmux.Server.CreateAsync(
            "a", "/no/such/place", ["/bin/sleep", "300"], new Dictionary<string, string>(), keepWhenFailed: false, Ct));
        Assert.Contains("/no/such/place", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => tmux.DisposeAsync();
}
