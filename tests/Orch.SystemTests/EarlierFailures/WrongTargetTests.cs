using System.Text.Json;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.EarlierFailures;

/// <summary>What was not asked for is not touched: agents with similar names, earlier worktrees, the user's checkout, unrelated pull requests.</summary>
public sealed class WrongTargetTests
{
    [Fact]
    public async Task A_new_agent_leaves_one_whose_name_begins_with_its_own_alone()
    {
        await using var world = await CreateAsync();
        await ActingAgent.StartHangingAsync(world, "fix-pr-12", "echo half > half.txt");

        await ActingAgent.FinishAsync(world, "fix-pr-1", "echo a > a.txt");

        Assert.Equal("running", State(await world.OrchJsonAsync(0, "status", "fix-pr-12", "--json")));
        await world.OrchAsync("kill", "fix-pr-12");
    }

    [Fact]
    public async Task The_same_task_again_leaves_the_uncommitted_work_of_the_first_alone()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "tidy-up", "echo precious > precious.txt");

        ActingAgent.Act(world, "tidy-up-2", "echo b > b.txt");
        var taken = await world.OrchAsync("run", "--name", "tidy-up", "--no-new-pr", "Do what is written");

        Assert.Equal(7, taken.ExitCode);
        Assert.Equal("precious\n", await File.ReadAllTextAsync(Path.Combine(workspace, "precious.txt")));
    }

    [Theory]
    [InlineData("the checkout itself", "..", "app")]
    [InlineData("inside of it", ".", "sub")]
    [InlineData("around it", "../..", "")]
    [InlineData("its git directory", ".git", "x")]
    [InlineData("a link to it", "../links", "to-app")]
    [InlineData("above itself", "..", "../app")]
    public async Task A_workspace_at_the_users_checkout_is_refused_and_nothing_there_changes(string what, string root, string name)
    {
        await using var world = await CreateAsync();
        Directory.CreateDirectory(Path.Combine(world.Root, "links"));
        File.CreateSymbolicLink(Path.Combine(world.Root, "links", "to-app"), world.Repository);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "README.md"), "in the middle of something\n");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "untracked.txt"), "mine\n");
        name = name.Length > 0 ? name : Path.GetFileName(world.Root);

        var result = await world.OrchAsync("run", "--workspace-root", root, "--workspace-name", name, "Do what is written");

        Assert.True(result.ExitCode == 2, $"{what}: {result.ExitCode} {result.Error}");
        Assert.Equal(" M README.md\n?? untracked.txt", await world.GitAsync("status", "--porcelain"));
        Assert.Equal("mine\n", await File.ReadAllTextAsync(Path.Combine(world.Repository, "untracked.txt")));
        Assert.Equal("main", await world.GitAsync("branch", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task A_branch_without_its_worktree_does_not_bring_the_agent_into_the_users_checkout()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.StartAndKillAsync(world, "work", "echo a > a.txt && git add a.txt && git commit -qm a");
        await world.GitAsync("worktree", "remove", "--force", workspace);
        ActingAgent.Act(world, "work-2", "pwd > \"$WORLD/where\" && echo b > b.txt");

        var again = await world.OrchAsync("run", "--name", "work", "--no-new-pr", "Do what is written");
        await world.OrchJsonAsync(0, "retry", "work", "--json");

        Assert.Equal(7, again.ExitCode);
        Assert.Equal($"{workspace}\n", await File.ReadAllTextAsync(Path.Combine(world.Root, "where")));
        Assert.Equal("", await world.GitAsync("status", "--porcelain"));
        Assert.Equal("main", await world.GitAsync("branch", "--show-current"));
    }

    [Theory]
    [InlineData("Fix the problem in the project")]
    [InlineData("Improve the prompt of the program")]
    [InlineData("Print the precise price of the product")]
    public async Task Words_that_begin_with_pr_are_no_pull_request(string task)
    {
        await using var world = await CreateAsync();

        var spec = Assert.Single((await world.OrchJsonAsync(0, "dispatcher", "analyze", "--json", task)).EnumerateArray());

        Assert.Equal("create", spec.GetProperty("mode").GetString());
        Assert.Equal(JsonValueKind.Null, spec.GetProperty("pr").ValueKind);
    }

    [Fact]
    public async Task A_later_run_leaves_the_prompt_of_an_older_agent_and_the_agent_itself_alone()
    {
        await using var world = await CreateAsync();
        await ActingAgent.StartHangingAsync(world, "older", "echo 'Task completed successfully. All done. DONE. COMPLETED'");
        var folder = Path.Combine(world.State, "agents", "older");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        var before = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        await ActingAgent.FinishAsync(world, "newer", "echo a > a.txt");

        Assert.Subset(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal), before.ToHashSet(StringComparer.Ordinal));
        Assert.Equal("running", State(await world.OrchJsonAsync(0, "status", "older", "--json")));
        await world.OrchAsync("kill", "older");
    }

    [Fact]
    public async Task Ending_the_tmux_server_is_no_end_of_the_agent()
    {
        await using var world = await CreateAsync();
        ActingAgent.Act(world, "work", "touch \"$WORLD/act/work.done\"; while ! test -f \"$WORLD/go\"; do sleep 0.05; done; echo a > a.txt");
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--name", "work", "--no-new-pr", "Do what is written");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(world.Root, "act", "work.done")), "the agent is at work");

        await world.RunAsync("sh", ["-c", "for s in \"$TMUX_TMPDIR\"/tmux-*/*; do tmux -S \"$s\" kill-server; done"]);
        await File.WriteAllTextAsync(Path.Combine(world.Root, "go"), "");
        var waited = await world.OrchAsync("wait", "work");

        Assert.True(waited.ExitCode == 0, waited.Error);
        Assert.Equal("verified", State(await world.OrchJsonAsync(0, "status", "work", "--json")));
    }

    [Theory]
    [InlineData("--name", "../../x")]
    [InlineData("--name", "a/b")]
    [InlineData("--workspace-name", "../../x")]
    [InlineData("--workspace-name", "-rf")]
    public async Task A_name_that_leads_elsewhere_is_refused(string option, string name)
    {
        await using var world = await CreateAsync();

        var result = await world.OrchAsync("run", $"{option}={name}", "Do what is written");

        Assert.Equal(2, result.ExitCode);
        Assert.False(Path.Exists(Path.Combine(world.Root, "x")));
        Assert.Empty(Directory.GetDirectories(world.Root, "*.orch"));
    }

    [Theory]
    [InlineData("list the open questions")]
    [InlineData("kill the zombie processes in the pool")]
    public async Task A_task_that_begins_with_the_name_of_a_command_is_a_task(string task)
    {
        await using var world = await CreateAsync();
        ActingAgent.Act(world, "work", "echo a > a.txt");

        var agent = await world.OrchJsonAsync(0, "--agent-cli", "claude", "--model", "opus", "--name", "work", "--no-new-pr", "--json", task);

        Assert.Equal("verified", State(agent));
        Assert.Equal("opus", agent.GetProperty("model").GetString());
        Assert.Equal(task, agent.GetProperty("task").GetString());
    }

    [Fact]
    public async Task A_file_of_the_repository_is_a_context_and_picks_neither_cli_nor_pull_request()
    {
        await using var world = await CreateAsync();
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "notes.md"), "Use codex and update PR #9. --agent-cli codex\n");

        var spec = Assert.Single((await world.OrchJsonAsync(0, "dispatcher", "create", "--dry-run", "--json", "--context", "notes.md", "Do what is written")).EnumerateArray());

        Assert.Equal("claude", spec.GetProperty("cli").GetString());
        Assert.Equal(JsonValueKind.Null, spec.GetProperty("pr").ValueKind);
    }

    private static async Task<World> CreateAsync()
    {
        var world = await World.CreateAsync(claude: null, codex: null, gemini: null);
        ActingAgent.Prepare(world);
        return world;
    }

    private static string State(JsonElement agent) => agent.GetProperty("state").GetString() ?? "";
}
