using System.Globalization;
using System.Text;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Processes;

public sealed class OwnedProcessTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private readonly StarterThread thread = new();
    private readonly string folder = Directory.CreateTempSubdirectory("orch-test-").FullName;

    [Fact]
    public async Task It_leads_a_session_and_a_group_of_its_own()
    {
        using var process = await StartAsync("echo $$; ps -o pgid= -p $$; exec sleep 300");
        Assert.Equal([process.Pid, process.Pid], [int.Parse(await ReadLineAsync(process), CultureInfo.InvariantCulture), int.Parse(await ReadLineAsync(process), CultureInfo.InvariantCulture)]);
        Assert.Equal(process.Pid, ProcessTable.Read(process.Pid)?.Session);
    }

    [Fact]
    public async Task It_begins_with_default_signals_and_three_descriptors()
    {
        using var process = await StartAsync("grep -E '^Sig(Blk|Ign)' /proc/self/status; ls /proc/self/fd | wc -l");
        var said = await ReadToEndAsync(process.Output);
        Assert.Equal("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n4\n", said);
    }

    [Fact]
    public async Task Files_that_the_callers_caller_left_open_are_not_passed_on()
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            Programs.Script("exec 9</dev/null; \"$1\" __launch $$ /bin/sh -c 'test -e /proc/self/fd/9; echo $?'; test -e /proc/$$/fd/9; echo $?", OrchBinary.Path),
            TestContext.Current.CancellationToken);
        Assert.Equal("1\n0\n", result.Output);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -KILL $$", 137)]
    public async Task Its_exit_code_is_the_one_a_shell_reports(string script, int code)
    {
        using var process = await StartAsync(script);
        Assert.Equal(code, await process.Exited);
    }

    [Fact]
    public async Task Input_and_arguments_arrive_as_they_are()
    {
        using var process = await OwnedProcess.StartAsync(
            OrchBinary.Path, Programs.Script("printf '%s|' \"$@\"; cat", "", "a b\n", "'\"$(id)") with { Input = "the prompt €" }, thread, TimeProvider.System);
        Assert.Equal("|a b\n|'\"$(id)|the prompt €", await ReadToEndAsync(process.Output));
    }

    [Fact]
    public async Task A_group_that_ignores_the_request_is_killed_after_the_grace()
    {
        using var process = await StartAsync("trap '' TERM; sleep 300 & echo $!; wait; wait");
        var child = int.Parse(await ReadLineAsync(process), CultureInfo.InvariantCulture);
        await process.EndAsync(Short);
        Assert.Equal(137, await process.Exited);
        await Waiting.UntilAsync(() => !Programs.IsAlive(child), "the child is gone");
    }

    [Fact]
    public async Task Others_of_the_group_get_their_grace_when_the_leader_goes_at_once()
    {
        var saved = Path.Combine(folder, "saved");
        using var process = await StartAsync("sh -c 'trap \"sleep 0.3; echo yes >\\\"$1\\\"; exit\" TERM; echo ready; while :; do sleep 0.05; done' child \"$1\" & wait", saved);
        await ReadLineAsync(process);
        await process.EndAsync(Long);
        Assert.Equal(143, await process.Exited);
        Assert.Equal("yes\n", await File.ReadAllTextAsync(saved, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_request_reaches_it_also_in_its_first_moment()
    {
        for (var i = 0; i < 20; i++)
        {
            using var process = await StartAsync("exec sleep 300");
            await process.EndAsync(Long);
            Assert.Equal(143, await process.Exited);
        }
    }

    [Fact]
    public async Task A_stopped_program_can_answer_the_request()
    {
        using var process = await StartAsync("trap 'exit 7' TERM; echo ready; kill -STOP $$; exit 9");
        await ReadLineAsync(process);
        await process.EndAsync(Long);
        Assert.Equal(7, await process.Exited);
    }

    [Fact]
    public async Task Jobs_with_groups_of_their_own_end_with_it()
    {
        using var process = await OwnedProcess.StartAsync(
            OrchBinary.Path, new("bash", "-c", "set -m; sleep 300 & echo $!; wait") { Environment = Programs.Environment }, thread, TimeProvider.System);
        var job = int.Parse(await ReadLineAsync(process), CultureInfo.InvariantCulture);
        await process.EndAsync(Short);
        await Waiting.UntilAsync(() => !Programs.IsAlive(job), "the job is gone");
    }

    [Fact]
    public async Task It_is_killed_with_the_thread_that_started_it()
    {
        using var process = await StartAsync("echo ready; exec sleep 300");
        await ReadLineAsync(process);
        thread.Dispose();
        Assert.Equal(137, await process.Exited);
    }

    [Fact]
    public async Task Disposing_it_kills_it()
    {
        var process = await StartAsync("echo ready; exec sleep 300");
        await ReadLineAsync(process);
        process.Dispose();
        Assert.Equal(137, await process.Exited);
        process.Dispose();
    }

    [Fact]
    public async Task Output_can_be_read_after_the_exit()
    {
        using var process = await StartAsync("echo out; echo err >&2");
        Assert.Equal(0, await process.Exited);
        Assert.Equal("out\n", await ReadToEndAsync(process.Output));
        Assert.Equal("err\n", await ReadToEndAsync(process.Error));
    }

    [Fact]
    public async Task A_program_that_the_kernel_refuses_is_told_in_one_line()
    {
        var path = Path.Combine(folder, "program");
        await new ProcessRunner(TimeProvider.System).RunAsync(
            Programs.Script("printf '#!/no/such/interpreter\\n' >\"$1\"; chmod +x \"$1\"", path), TestContext.Current.CancellationToken);
        using var process = await OwnedProcess.StartAsync(OrchBinary.Path, new(path) { Environment = Programs.Environment }, thread, TimeProvider.System);
        Assert.Equal(SessionLauncher.CannotStart, await process.Exited);
        Assert.Equal($"orch: cannot start {path}: No such file or directory\n", await ReadToEndAsync(process.Error));
    }

    [Fact]
    public async Task A_missing_program_is_an_environment_error() =>
        Assert.Equal(
            OrchErrorKind.Environment,
            (await Assert.ThrowsAsync<OrchException>(() => OwnedProcess.StartAsync(OrchBinary.Path, new("no-such-program") { Environment = Programs.Environment }, thread, TimeProvider.System))).Kind);

    [Fact]
    public async Task Nothing_is_launched_for_a_parent_that_is_gone()
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            new(OrchBinary.Path, SessionLauncher.Verb, "1", "/bin/echo", "started") { Environment = Programs.Environment }, TestContext.Current.CancellationToken);
        Assert.Equal(SessionLauncher.CannotStart, result.ExitCode);
        Assert.Empty(result.Output);
    }

    public void Dispose()
    {
        thread.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> ReadLineAsync(OwnedProcess process)
    {
        // Byte by byte, so that nothing of the next line is taken.
        var line = new List<byte>();
        var one = new byte[1];
        while (await process.Output.ReadAsync(one, TestContext.Current.CancellationToken) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]).Trim();
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task<OwnedProcess> StartAsync(string script, params string[] arguments) =>
        OwnedProcess.StartAsync(OrchBinary.Path, Programs.Script(script, arguments), thread, TimeProvider.System);
}
