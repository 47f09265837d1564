using System.Collections.Concurrent;
using Orch.ScriptedGitHub;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Recovery;

/// <summary>The supervisor is killed at every boundary of the journal, one agent for each; a resumed one always comes to the same result.</summary>
public sealed class FaultInjectionTests
{
    private const int AtOnce = 3;

    // Fails without a word, and leaves something for the next CLI of the chain.
    private const string FirstCli = """
        cat > /dev/null
        echo codex >> "$WORLD/launches-$ORCH_AGENT"
        echo partial > partial.txt
        exit 1
        """;

    // Does it wrong at first, and right when it is shown the output of the validation.
    private const string SecondCli = """
        prompt=$(cat)
        echo claude >> "$WORLD/launches-$ORCH_AGENT"
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        echo '{"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"I work"}]}}'
        case "$prompt" in
          *app-is-bad*) echo good > app.txt ;;
          *) echo bad > app.txt ;;
        esac
        echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
        """;

    [Fact]
    public async Task A_supervisor_that_dies_at_any_boundary_leaves_an_agent_that_comes_to_the_same_result()
    {
        await using var crash = await CrashWorld.CreateAsync(SecondCli);
        await using var hub = await PrepareAsync(crash);
        var boundaries = await RunAsync(crash, "whole", 0);
        await AssertResultAsync(crash, hub, "whole", "none");
        Assert.Equal(4 * 12, boundaries.Length);

        var troubles = new ConcurrentBag<string>();
        using var room = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(Enumerable.Range(1, boundaries.Length).Select(async at =>
        {
            await room.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                await DieAndResumeAsync(crash, hub, at, $"{at}: {boundaries[at - 1]}");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                troubles.Add($"boundary {at}, {boundaries[at - 1]}: {e.Message}");
            }
            finally
            {
                room.Release();
            }
        }));
        Assert.True(troubles.IsEmpty, string.Join('\n', troubles));
    }

    private static async Task<ScriptedGitHubServer> PrepareAsync(CrashWorld crash)
    {
        var world = crash.World;
        world.Stub("codex", FirstCli);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "check.sh"), "grep -q good app.txt || { echo app-is-bad; exit 1; }\n");
        await world.GitAsync("add", "check.sh");
        await world.GitAsync("commit", "-q", "-m", "Add a check");
        await world.GitAsync("push", "-q", "origin", "main");
        return await world.UseGitHubAsync();
    }

    private static async Task<string[]> RunAsync(CrashWorld crash, string name, int at)
    {
        var list = Path.Combine(crash.World.Root, $"boundaries-{name}");
        var started = await crash.OrchAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { [JournalFault.Variable] = $"{at}:{list}" },
            "run", "--detach", "--agent-cli", "codex,claude", "--validate", "sh check.sh", "--name", name, "Write the app");
        Assert.True(started.Succeeded, started.Error);
        await Waiting.UntilAsync(() => crash.Shown(name).State is AgentState.Lost || crash.Shown(name).State.IsEnd(), $"{name} dies or ends");
        return await File.ReadAllLinesAsync(list);
    }

    private static async Task DieAndResumeAsync(CrashWorld crash, ScriptedGitHubServer hub, int at, string where)
    {
        var name = $"dies-{at}";
        await RunAsync(crash, name, at);
        Assert.True(crash.Shown(name).State == AgentState.Lost, $"{where}: {crash.Shown(name).State} {crash.Shown(name).Reason}");

        var resumed = await crash.World.OrchAsync("resume", name);

        Assert.True(resumed.Succeeded, $"{where}: {resumed.Error}{resumed.Output}");
        await Waiting.UntilAsync(() => crash.Shown(name).State.IsEnd(), $"{name} ends after {where}");
        await AssertResultAsync(crash, hub, name, where);
    }

    private static async Task AssertResultAsync(CrashWorld crash, ScriptedGitHubServer hub, string name, string where)
    {
        var agent = crash.Shown(name);
        Assert.True(agent.State == AgentState.Verified, $"{where}: {agent.State} {agent.Reason}");
        Assert.All(agent.Checks, check => Assert.True(check.Status == CheckStatus.Passed, $"{where}: {check}"));

        // What was done is done once: also no model is asked again for it.
        Assert.Equal(["codex", "claude", "claude"], await File.ReadAllLinesAsync(Path.Combine(crash.World.Root, $"launches-{name}")));
        Assert.Equal("2", await crash.World.GitAsync("--git-dir", crash.World.Origin, "rev-list", "--count", $"main..orch/{name}"));
        Assert.Equal(agent.HeadSha, await crash.World.GitAsync("--git-dir", crash.World.Origin, "rev-parse", $"orch/{name}"));
        Assert.Equal("good\n", await crash.World.AtOriginAsync($"orch/{name}", "app.txt"));
        Assert.Equal("partial\n", await crash.World.AtOriginAsync($"orch/{name}", "partial.txt"));
        var request = Assert.Single(hub.PullRequests, one => one.HeadBranch == $"orch/{name}");
        Assert.Equal((request.Number, agent.HeadSha), (agent.PullRequest?.Number, request.HeadSha));
        Assert.True(File.Exists(agent.Evidence), where);
        Assert.Equal("", await crash.World.GitAsync("-C", agent.Workspace!, "status", "--porcelain"));
        Assert.All(agent.Attempts, attempt => Assert.NotNull(attempt.Outcome));
        Assert.DoesNotContain(crash.State.Journal.Read(name), entry => entry.Outcome is null);
        crash.AssertNoOrphan(agent);
    }
}
