using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Planning;

/// <summary>Plans that do not come from the task's words alone: written down, saved and edited, or made by an agent CLI.</summary>
public sealed class PlanSourcesTests
{
    private const string Parts = """[{"text":"no schema","json":{"tasks":[{"title":"Add the model","task":"A class.","after":[]},{"title":"Add the endpoint","task":"Serve it.","after":[1]}]}}]""";

    [Fact]
    public async Task A_plan_in_markdown_is_started_task_by_task()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null, script: """[{"text":"DONE"}]""");
        await File.WriteAllTextAsync(Path.Combine(world.Root, "plan.md"), "# Plan\n\n## Look at the model\n\n## Look at the endpoint\nname: endpoint\n");

        var list = await world.OrchJsonAsync(0, "run", "--json", "--plan", "../plan.md");

        Assert.Equal(["look-model", "endpoint"], list.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("name").GetString()));
        Assert.All(list.GetProperty("agents").EnumerateArray(), agent => Assert.Equal("answered", agent.GetProperty("state").GetString()));
        Assert.Single(list.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("task_id").GetString()).Distinct());
    }

    [Fact]
    public async Task Specs_that_were_saved_and_edited_are_started_as_they_say()
    {
        await using var world = await World.CreateAsync(gemini: null);
        var printed = await world.OrchAsync("dispatcher", "create", "--dry-run", "--agent-cli", "claude", World.Task("Add hello.txt", """[{"tool":"write","path":"hello.txt","content":"hello\n"},{"text":"DONE"}]"""));
        Assert.True(printed.Succeeded, printed.Error);
        Assert.False(Directory.Exists(Path.Combine(world.State, "agents")));
        var specs = JsonNode.Parse(printed.Output)!.AsArray();
        (specs[0]!["name"], specs[0]!["cli"], specs[0]!["cli_chain"]) = ("by-hand", "codex", new JsonArray("codex"));
        var file = Path.Combine(world.Root, "agents.json");
        await File.WriteAllTextAsync(file, specs.ToJsonString());

        var list = await world.OrchJsonAsync(0, "dispatcher", "create", "--spec", file, "--json");
        var name = Assert.Single(list.GetProperty("agents").EnumerateArray()).GetProperty("name").GetString()!;
        await world.OrchAsync("wait", name);

        var agent = await world.OrchJsonAsync(0, "status", name, "--json");
        Assert.Equal(("by-hand", "codex", "verified"), (name, agent.GetProperty("cli").GetString(), agent.GetProperty("state").GetString()));
        Assert.Equal("hello\n", await world.AtOriginAsync("orch/by-hand", "hello.txt"));
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    public async Task An_agent_CLI_splits_a_task_and_starts_nothing_by_it(string cli)
    {
        await using var world = await World.CreateAsync(gemini: null);

        var printed = await world.OrchAsync("dispatcher", "create", "--dry-run", "--planner", cli, "--agent-cli", "claude", World.Task("Add the model and serve it", Parts));

        Assert.True(printed.Succeeded, printed.Error);
        var specs = JsonSerializer.Deserialize<JsonElement>(printed.Output).EnumerateArray().ToList();
        Assert.Equal(["add-model", "add-endpoint"], specs.Select(spec => spec.GetProperty("name").GetString()));
        Assert.Equal("add-model", Assert.Single(specs[1].GetProperty("after").EnumerateArray()).GetString());
        Assert.Contains("Add the model and serve it", specs[1].GetProperty("task").GetString());
        Assert.False(Directory.Exists(Path.Combine(world.State, "agents")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(world.State, "probes")));
        Assert.Equal("", await world.GitAsync("status", "--porcelain"));
    }

    [Theory]
    [InlineData(1, "did not answer with a list", """[{"text":"I would rather not."}]""")]
    [InlineData(1, "--max-agents", """[{"text":"{\"tasks\":[{\"task\":\"a\"},{\"task\":\"b\"},{\"task\":\"c\"}]}"}]""")]
    public async Task What_is_no_plan_is_refused_and_nothing_is_started(int code, string complaint, string script)
    {
        await using var world = await World.CreateAsync(claude: null, codex: null);

        var result = await world.OrchAsync("run", "--planner", "gemini", "--max-agents", "2", World.Task("Do it all", script));

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error);
        Assert.Empty((await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").EnumerateArray());
    }

    [Theory]
    [InlineData("give a task", "run")]
    [InlineData("give a task", "run", "")]
    [InlineData("give one of them", "run", "--plan", "plan.md", "Fix it")]
    [InlineData("give one of them", "run", "--plan", "plan.md", "--spec", "specs.json")]
    [InlineData("cannot read the plan", "run", "--plan", "missing.md")]
    [InlineData("holds no tasks", "run", "--plan", "/dev/null")]
    [InlineData("longer than 1 MiB", "run", "--plan", "/dev/zero")]
    [InlineData("edit the file", "dispatcher", "create", "--spec", "specs.json", "--model", "m")]
    [InlineData("hold no agent", "dispatcher", "create", "--spec", "empty.json")]
    [InlineData("cannot be read", "dispatcher", "create", "--spec", "broken.json")]
    [InlineData("wait for each other", "run", "--plan", "cycle.md")]
    [InlineData("unknown agent CLI", "run", "--planner", "nobody", "Fix it")]
    [InlineData("without --plan", "run", "--planner", "claude", "--plan", "plan.md")]
    [InlineData("from 1 to 1000", "run", "--max-agents", "0", "Fix it")]
    [InlineData("is for one agent", "run", "--branch", "main", "--plan", "plan.md")]
    public async Task Bad_input_is_one_clear_error(string complaint, params string[] arguments)
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "plan.md"), "- one\n- two\n");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "cycle.md"), "- one (after: 2)\n- two (after: 1)\n");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "empty.json"), "[]");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "specs.json"), "[]");
        await File.WriteAllTextAsync(Path.Combine(world.Repository, "broken.json"), "[{]");

        var result = await world.OrchAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty((await world.OrchJsonAsync(0, "list", "--all", "--json")).GetProperty("agents").EnumerateArray());
    }

    [Fact]
    public async Task The_prompt_can_be_read_before_anything_is_started()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var shown = await world.OrchAsync("dispatcher", "analyze", "--prompt", "--validate", "make check", "--bead", "orch-7", "Add a health endpoint");

        Assert.True(shown.Succeeded, shown.Error);
        foreach (var part in (string[])["Add a health endpoint", Path.Combine(world.Root, "app.orch", "add-health-endpoint"), "orch/add-health-endpoint", "make check", "bead orch-7", "NEEDS DECISION:"])
        {
            Assert.Contains(part, shown.Output, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Path.Combine(world.Root, "app.orch")));
        Assert.Equal("main", await world.GitAsync("for-each-ref", "--format=%(refname:short)", "refs/heads"));
    }

    [Fact]
    public async Task A_secret_in_the_task_is_kept_out_of_the_record_and_of_the_prompt()
    {
        const string secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        await using var world = await World.CreateAsync(codex: null, gemini: null);

        var agent = await world.OrchJsonAsync(0, "run", "--json", "--name", "kept", World.Task($"Look at what {secret} may do", """[{"text":"DONE"}]"""));

        Assert.DoesNotContain(secret, agent.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Model.Calls, call => call.PromptText.Contains(secret, StringComparison.Ordinal));
        using var open = Orch.State.OrchState.Open(Orch.State.StateDirectory.Locate(world.Environment), TimeProvider.System);
        foreach (var file in Directory.EnumerateFiles(world.State, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        }

        Assert.Contains("taken out of the task", (await world.OrchAsync("events", "kept")).Output);
    }

    [Fact]
    public async Task A_task_about_the_pull_request_of_a_branch_without_one_names_the_choices()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        await using var hub = await world.UseGitHubAsync();
        await world.GitAsync("push", "-q", "origin", "main:refs/heads/feature");
        hub.AddPullRequest("acme/demo", "feature", "A feature");

        var result = await world.OrchAsync("run", "Fix the review comments of the PR");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("open are #1 of feature", result.Error);
    }
}
