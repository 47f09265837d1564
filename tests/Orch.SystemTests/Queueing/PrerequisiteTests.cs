using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>An agent that waits for others starts from what they proved; where they did not, or where their work does not fit together, a person decides.</summary>
public sealed class PrerequisiteTests
{
    private const string Two = "## First\nname: first\n\n## Second\nname: second\nafter: 1\n";
    private const string Three = "## First\nname: first\n\n## Second\nname: second\n\n## Third\nname: third\nafter: 1, 2\n";

    // first fails until its follow-up is there; first and second write different things into the same file.
    private const string Failing = """case "$NAME" in first) exit 1;; *) echo "$NAME" > "$NAME.txt"; git add -A; git commit -q -m "Add $NAME";; esac""";
    private const string Clashing = """case "$NAME" in third) echo new > third.txt;; *) echo "$NAME" > shared.txt;; esac; git add -A; git commit -q -m "Add by $NAME" """;

    [Fact]
    public async Task An_agent_waits_for_another_and_starts_from_its_verified_commit()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        await StartAsync(world, Two);
        await Waiting.UntilAsync(() => gate.AtWork.Contains("first"), "the first is at work");
        await Waiting.UntilAsync(async () => Waits(await StatusAsync(world, "second")) == "waits for first, which is running", "the second says what it waits for");
        Assert.Equal(JsonValueKind.Null, (await StatusAsync(world, "second")).GetProperty("queue").GetProperty("place").ValueKind);
        Assert.Equal(["first"], gate.Begun);
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "second")).ExitCode);

        var (first, second) = (await StatusAsync(world, "first"), await StatusAsync(world, "second"));
        Assert.Equal(("verified", "main"), (State(second), second.GetProperty("base").GetString()));
        Assert.Equal(Text(first, "head_sha"), Text(second, "base_sha"));
        Assert.Equal("first\n", await world.AtOriginAsync("orch/second", "first.txt"));
        Assert.Equal("second\n", await world.AtOriginAsync("orch/second", "second.txt"));
        Assert.Contains($"first (First): its work is in your workspace already, up to the commit {Text(first, "head_sha")}", gate.Prompt("second"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_several_it_starts_from_a_merge_of_their_work()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world).OpenAll();
        var before = await world.GitAsync("status", "--porcelain", "--branch");
        await StartAsync(world, Three);

        Assert.Equal(0, (await world.OrchAsync("wait", "third")).ExitCode);

        var third = await StatusAsync(world, "third");
        Assert.Equal("verified", State(third));
        Assert.Equal(
            string.Join(' ', Text(await StatusAsync(world, "first"), "head_sha"), Text(await StatusAsync(world, "second"), "head_sha")),
            await world.GitAsync("log", "-1", "--format=%P", Text(third, "base_sha")));
        Assert.Equal("Merge the work of first and second", await world.GitAsync("log", "-1", "--format=%s", Text(third, "base_sha")));
        Assert.All(["first.txt", "second.txt", "third.txt"], file => Assert.Contains(file, Files(world, "third"), StringComparison.Ordinal));
        Assert.Equal(before, await world.GitAsync("status", "--porcelain", "--branch"));
    }

    [Fact]
    public async Task Work_that_does_not_fit_together_needs_a_human_and_an_answer_starts_without_it()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world, Clashing);
        gate.OpenAll();
        await StartAsync(world, Three);

        Assert.Equal(4, (await world.OrchAsync("wait", "third")).ExitCode);

        var needs = (await StatusAsync(world, "third")).GetProperty("needs");
        Assert.Equal("prerequisite", needs.GetProperty("kind").GetString());
        Assert.Contains("the work of first and second does not fit together: it conflicts in shared.txt", needs.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("third", gate.Begun);

        Assert.True((await world.OrchAsync("send", "third", "Prefer what first says")).Succeeded);
        Assert.Equal(0, (await world.OrchAsync("wait", "third")).ExitCode);
        var third = await StatusAsync(world, "third");
        Assert.Equal("verified", State(third));
        Assert.Equal(Text(await StatusAsync(world, "first"), "head_sha"), Text(third, "base_sha"));
        Assert.Contains("is not in your workspace, because it conflicts in shared.txt", gate.Prompt("third"), StringComparison.Ordinal);
        Assert.Contains("Prefer what first says", gate.Prompt("third"), StringComparison.Ordinal);
        Assert.Single(third.GetProperty("attempts").EnumerateArray());
    }

    [Fact]
    public async Task A_failed_prerequisite_leaves_it_queued_while_others_are_open_and_then_needs_a_human()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world, Failing);
        await StartAsync(world, Three);
        gate.Open("first");

        await Waiting.UntilAsync(
            async () => Waits(await StatusAsync(world, "third")) == "waits for second, which is running; first has ended as failed", "the third says what it waits for");
        gate.OpenAll();
        Assert.Equal(4, (await world.OrchAsync("wait", "third")).ExitCode);
        Assert.StartsWith("first has ended as failed", (await StatusAsync(world, "third")).GetProperty("needs").GetProperty("text").GetString(), StringComparison.Ordinal);

        // The answer: go on from what is verified.
        Assert.True((await world.OrchAsync("send", "third", "go on without it")).Succeeded);
        Assert.Equal(0, (await world.OrchAsync("wait", "third")).ExitCode);
        Assert.Equal(Text(await StatusAsync(world, "second"), "head_sha"), Text(await StatusAsync(world, "third"), "base_sha"));
        Assert.Contains("first (First): it has ended as failed, and none of its work is in your workspace", gate.Prompt("third"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_that_is_verified_stands_for_the_one_that_failed()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        GatedAgent.Play(world, Failing).OpenAll();
        await StartAsync(world, Two);
        Assert.Equal(4, (await world.OrchAsync("wait", "second")).ExitCode);

        Assert.Equal(0, (await world.OrchAsync("retry", "first", "--json")).ExitCode);
        Assert.Equal(0, (await world.OrchAsync("wait", "first-2")).ExitCode);
        Assert.True((await world.OrchAsync("send", "second", "go on")).Succeeded);
        Assert.Equal(0, (await world.OrchAsync("wait", "second")).ExitCode);

        Assert.Equal(Text(await StatusAsync(world, "first-2"), "head_sha"), Text(await StatusAsync(world, "second"), "base_sha"));
    }

    [Fact]
    public async Task Killed_while_it_waits_it_ends_and_its_retry_still_waits()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        await StartAsync(world, Two);
        await Waiting.UntilAsync(() => gate.AtWork.Contains("first"), "the first is at work");
        Assert.True((await world.OrchAsync("kill", "second")).Succeeded);
        Assert.Equal("cancelled", State(await StatusAsync(world, "second")));

        Assert.Equal(0, (await world.OrchAsync("retry", "second", "--detach")).ExitCode);
        await Waiting.UntilAsync(async () => Waits(await StatusAsync(world, "second-2")) == "waits for first, which is running", "it waits again");
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "second-2")).ExitCode);
        Assert.Equal(Text(await StatusAsync(world, "first"), "head_sha"), Text(await StatusAsync(world, "second-2"), "base_sha"));
    }

    [Fact]
    public async Task Of_a_plan_that_is_started_twice_each_agent_waits_for_its_own()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        gate.Open("first");
        gate.Open("second");
        await StartAsync(world, Two);
        Assert.Equal(0, (await world.OrchAsync("wait", "second")).ExitCode);
        await StartAsync(world, Two);
        await Waiting.UntilAsync(() => gate.AtWork.Contains("first-2"), "the first is at work again");

        await Waiting.UntilAsync(async () => Waits(await StatusAsync(world, "second-2")) == "waits for first-2, which is running", "it waits for its own");
        gate.OpenAll();
        Assert.Equal(0, (await world.OrchAsync("wait", "second-2")).ExitCode);
    }

    [Fact]
    public async Task On_an_existing_branch_it_starts_from_the_newest_commit_of_that()
    {
        await using var world = await World.CreateAsync(codex: null, gemini: null);
        var gate = GatedAgent.Play(world);
        await world.GitAsync("push", "-q", "origin", "main:feature");
        var printed = await world.OrchAsync("dispatcher", "create", "--dry-run", "--agent-cli", "claude", "--plan", await PlanAsync(world, Two));
        var specs = JsonNode.Parse(printed.Output)!.AsArray();
        specs[1]!["branch"] = "feature";
        await File.WriteAllTextAsync(Path.Combine(world.Root, "specs.json"), specs.ToJsonString());
        Assert.Equal(0, (await world.OrchAsync("dispatcher", "create", "--spec", "../specs.json")).ExitCode);
        await Waiting.UntilAsync(() => gate.AtWork.Contains("first"), "the first is at work");
        await world.GitAsync("commit", "-q", "--allow-empty", "-m", "Meanwhile");
        await world.GitAsync("push", "-q", "origin", "main:feature");
        var newest = await world.GitAsync("rev-parse", "HEAD");
        gate.OpenAll();

        Assert.Equal(0, (await world.OrchAsync("wait", "second")).ExitCode);

        Assert.Equal(newest, Text(await StatusAsync(world, "second"), "base_sha"));
        Assert.Equal("second\n", await world.AtOriginAsync("feature", "second.txt"));
        Assert.Null(await world.AtOriginAsync("feature", "first.txt"));
    }

    private static async Task StartAsync(World world, string plan)
    {
        var started = await world.OrchAsync("dispatcher", "create", "--plan", await PlanAsync(world, plan));
        Assert.True(started.Succeeded, started.Error);
    }

    private static async Task<string> PlanAsync(World world, string plan)
    {
        var path = Path.Combine(world.Root, "plan.md");
        await File.WriteAllTextAsync(path, plan);
        return path;
    }

    private static Task<JsonElement> StatusAsync(World world, string name) => world.OrchJsonAsync(0, "status", name, "--json");

    private static string? State(JsonElement agent) => agent.GetProperty("state").GetString();

    private static string Text(JsonElement agent, string field) => agent.GetProperty(field).GetString()!;

    private static string? Waits(JsonElement agent) =>
        agent.GetProperty("queue") is { ValueKind: JsonValueKind.Object } queue ? queue.GetProperty("reason").GetString() : null;

    private static string Files(World world, string name) => string.Join(' ', Directory.EnumerateFiles($"{world.Repository}.orch/{name}").Select(Path.GetFileName));
}
