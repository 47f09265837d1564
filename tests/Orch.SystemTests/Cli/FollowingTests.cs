using Orch.Processes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Cli;

public sealed class FollowingTests
{
    private const string Slow = """[{"tool":"shell","command":"sleep 2"},{"text":"All is said."}]""";

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Who_stops_following_is_told_that_the_agent_goes_on(string signal)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var pid = Path.Combine(world.Root, "follower.pid");
        var talk = Path.Combine(world.Root, "follower.log");
        var follower = FromShellAsync(
            world,
            "echo $$ > \"$1\"; exec \"$0\" run --json --agent-cli claude --name goes-on \"$2\" 2> \"$3\"",
            pid,
            World.Task("Say it slowly", Slow.Replace("sleep 2", "sleep 6", StringComparison.Ordinal)),
            talk);
        await WaitForAsync(talk, "attempt 1");

        await FromShellAsync(world, $"kill -{signal} $(cat \"$1\")", pid);
        var stopped = await follower;

        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal("", stopped.Output);
        Assert.Contains("goes-on goes on: 'orch attach goes-on' shows it", await File.ReadAllTextAsync(talk, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await world.OrchAsync("wait", "goes-on")).ExitCode);
    }

    [Fact]
    public async Task A_follower_ends_when_nobody_reads_any_more()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", "speaker", World.Task("Say it slowly", Slow));

        var first = await FromShellAsync(world, "\"$0\" events -f --json | head -n 1");

        Assert.Single(first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, (await world.OrchAsync("wait", "speaker")).ExitCode);
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    public async Task The_transcript_is_followed_to_the_end_of_the_agent(string cli)
    {
        await using var world = await World.CreateAsync();
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", cli, "--name", "speaker", World.Task("Say it slowly", Slow));

        var followed = await world.OrchAsync("logs", "-f", "speaker");
        var read = await world.OrchAsync("logs", "speaker");

        Assert.True(followed.Succeeded, followed.Error);
        Assert.Equal(followed.Output, read.Output);
        Assert.StartsWith("speaker on orch/speaker (from main)\n", read.Output, StringComparison.Ordinal);
        Assert.Contains($"\n== attempt 1: {cli} at ", read.Output);
        Assert.Contains("$ sleep 2\n", read.Output);
        Assert.Contains("\nAll is said.\n== attempt 1 ended: success after ", read.Output);
        Assert.Equal(1, read.Output.Split("\nAll is said.\n").Length - 1);
    }

    [Fact]
    public async Task Progress_on_a_terminal_is_drawn_in_place_and_ends_with_the_summary()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var shown = await FromShellAsync(
            world,
            "script -q -e -c \"stty cols 70; exec '$0' run --agent-cli claude --name drawn 'Say it slowly\n\n<<<SCRIPT $1 SCRIPT>>>'\" /dev/null",
            Slow);

        Assert.True(shown.Succeeded, shown.Output);
        Assert.Contains("\e[?25l", shown.Output);
        Assert.Contains("\e[?25h", shown.Output);
        Assert.Contains("drawn\e[0m: \e[32manswered", shown.Output);
        Assert.DoesNotContain("\e[?1h", shown.Output);
    }

    private static Task<ProcessResult> FromShellAsync(World world, string script, params IReadOnlyList<string> arguments) =>
        world.RunAsync("sh", ["-c", script, OrchBinary.Path, .. arguments]);

    private static async Task WaitForAsync(string file, string words)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(file) || !(await File.ReadAllTextAsync(file, deadline.Token)).Contains(words, StringComparison.Ordinal))
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
