using System.Globalization;
using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Processes;

public sealed class ProcessRunnerTests
{
    private readonly ProcessRunner runner = new(TimeProvider.System);

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -TERM $$", 143)]
    [InlineData("kill -KILL $$", 137)]
    public async Task The_exit_code_is_the_one_a_shell_reports(string script, int code) => Assert.Equal(code, (await RunAsync(Programs.Script(script))).ExitCode);

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] arguments = ["", "a b", "$HOME `id` \"'\\", "line\nline", "-x", "*", "ü€"];
        var result = await RunAsync(Programs.Script("printf '%s|' \"$@\"", arguments));
        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), result.Output);
    }

    [Fact]
    public async Task The_environment_is_the_one_given_and_no_more()
    {
        var result = await RunAsync(new("/usr/bin/env") { Environment = new Dictionary<string, string> { ["A"] = "1", ["B"] = "x=y\nz" } });
        Assert.Equal(["A=1", "B=x=y", "z"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Input_is_given_whole_and_closed()
    {
        var input = string.Concat(Enumerable.Repeat("0123456789€\n", 100_000));
        Assert.Equal(input, (await RunAsync(Programs.Script("cat") with { Input = input })).Output);
    }

    [Fact]
    public async Task A_program_may_leave_its_input_unread() =>
        Assert.True((await RunAsync(Programs.Script("exit 0") with { Input = new('x', 10_000_000) })).Succeeded);

    [Fact]
    public async Task Endless_output_without_a_line_end_is_kept_within_its_size()
    {
        var result = await RunAsync(Programs.Script("head -c 50000000 /dev/zero; printf end") with { Capture = 1000 });
        Assert.EndsWith("end", result.Output, StringComparison.Ordinal);
        Assert.Contains("bytes left out", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Output.Length, 1000, 1100);
    }

    [Fact]
    public async Task A_timeout_kills_the_program_with_its_children()
    {
        var result = await RunAsync(Programs.Script("sleep 300 & echo $!; wait") with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.StartsWith("no answer within", result.Complaint, StringComparison.Ordinal);
        await Waiting.UntilAsync(() => !Programs.IsAlive(Pid(result.Output)), "the child is gone");
    }

    [Fact]
    public async Task A_cancellation_kills_the_program_with_its_children()
    {
        var file = Path.GetTempFileName();
        using var cancel = new CancellationTokenSource();
        var run = runner.RunAsync(Programs.Script("sleep 300 & echo $! >\"$1\"; wait", file), cancel.Token);
        await Waiting.UntilAsync(() => new FileInfo(file).Length > 0 && File.ReadAllText(file).EndsWith('\n'), "the child is there");
        var child = Pid(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Waiting.UntilAsync(() => !Programs.IsAlive(child), "the child is gone");
        File.Delete(file);
    }

    [Fact]
    public async Task What_stays_in_the_background_holds_nothing_up_and_no_pipe_of_ours()
    {
        var result = await RunAsync(Programs.Script("sleep 300 & echo $!"));
        var child = Pid(result.Output);
        var pipe = File.ResolveLinkTarget($"/proc/{child}/fd/1", returnFinalTarget: false)!.Name;
        Assert.StartsWith("pipe:", pipe, StringComparison.Ordinal);
        Assert.DoesNotContain(pipe, OwnDescriptors());
        _ = NativeMethods.Kill(child, NativeMethods.SigKill);
    }

    [Fact]
    public async Task A_missing_program_is_an_environment_error()
    {
        var refused = await Assert.ThrowsAsync<OrchException>(() => RunAsync(new("no-such-program") { Environment = Programs.Environment }));
        Assert.Equal(OrchErrorKind.Environment, refused.Kind);
        Assert.Contains("no-such-program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_kernel_cannot_execute_is_an_environment_error()
    {
        var folder = Directory.CreateTempSubdirectory("orch-test-").FullName;
        var path = Path.Combine(folder, "program");
        await RunAsync(Programs.Script("printf 'no program' >\"$1\"; chmod +x \"$1\"", path));
        Assert.Equal(OrchErrorKind.Environment, (await Assert.ThrowsAsync<OrchException>(() => RunAsync(new(path) { Environment = Programs.Environment }))).Kind);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_missing_working_directory_is_named()
    {
        var refused = await Assert.ThrowsAsync<OrchException>(() => RunAsync(Programs.Script("exit 0") with { WorkingDirectory = "/no/such/place" }));
        Assert.Contains("/no/such/place", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nul_character_is_refused_instead_of_cutting_the_argument() =>
        Assert.Equal(OrchErrorKind.Usage, (await Assert.ThrowsAsync<OrchException>(() => RunAsync(Programs.Script("exit 0", "a\0b")))).Kind);

    private static int Pid(string text) => int.Parse(text.Trim(), CultureInfo.InvariantCulture);

    private static IEnumerable<string?> OwnDescriptors()
    {
        foreach (var descriptor in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            string? target = null;
            try
            {
                target = File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
            }
            catch (IOException)
            {
                // Closed meanwhile.
            }

            yield return target;
        }
    }

    private Task<ProcessResult> RunAsync(ProcessSpec spec) => runner.RunAsync(spec, TestContext.Current.CancellationToken);
}
