using Orch.SystemTests.Support;

namespace Orch.SystemTests.Delivery;

/// <summary>What is published of a task: not what was given as data, and no secret.</summary>
public sealed class PublishedWordsTests
{
    private const string Secret = "correct-horse-battery-staple-99";

    [Fact]
    public async Task Neither_the_context_file_nor_a_secret_is_in_the_pull_request_or_a_commit_and_the_origin_of_the_work_is()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        await using var hub = await world.UseGitHubAsync();
        world.Environment["MY_API_TOKEN"] = Secret;
        var context = Path.Combine(world.Root, "notes.md");
        await File.WriteAllTextAsync(context, "Only for the agent: blue-elephant\n");
        StubAgent.Play(world, StubAgent.Work);

        var agent = await world.OrchJsonAsync(
            0, "run", "--json", "--agent-cli", "claude", "--name", "work", "--validate", StubAgent.Validate, "--context", context, $"Use {Secret} to make app.sh print 2");

        var opened = Assert.Single(hub.PullRequests);
        var commit = await world.GitAsync("log", "-1", "--format=%an%n%B", "orch/work");
        foreach (var text in (string[])[opened.Title, opened.Body, commit, agent.GetRawText()])
        {
            Assert.DoesNotContain(Secret, text);
            Assert.DoesNotContain("blue-elephant", text);
        }

        Assert.Contains("blue-elephant", await File.ReadAllTextAsync(Path.Combine(world.Root, "prompt")));
        Assert.Contains("Orch-Agent: work", commit);
        Assert.Contains("Orch-CLI: claude", commit);
        Assert.Contains("Orch-Model: stub", commit);
        Assert.Contains($"Orch-Task: {agent.GetProperty("task_id").GetString()}", commit);
    }

    [Fact]
    public async Task The_status_shows_what_was_done_for_the_proof()
    {
        await using var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        await StubAgent.PrepareAsync(world);
        StubAgent.Play(world, $"{StubAgent.Work}; echo KEY=x > .env");

        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", "work", "--validate", StubAgent.Validate, "Make app.sh print 2");
        var shown = (await world.OrchAsync("status", "work")).Output;

        Assert.Contains($"validated   {StubAgent.Validate}: exit code 0 after ", shown);
        Assert.Contains("validate.log", shown);
        Assert.Contains("changed     M app.sh (+1 -1)", shown);
        Assert.Contains("by orch     app.sh was left uncommitted", shown);
        Assert.Contains("left        .env: ", shown);
        Assert.Contains("git 2.", shown);
    }
}
