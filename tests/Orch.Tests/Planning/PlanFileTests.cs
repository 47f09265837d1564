using Orch.Planning;

namespace Orch.Tests.Planning;

public sealed class PlanFileTests
{
    private static readonly KnownCli[] Clis = [new("claude", ["claude"], "install", IsInstalled: true), new("codex", ["codex"], "install", IsInstalled: true)];

    [Fact]
    public void Each_heading_below_the_title_is_a_task()
    {
        var specs = Plan(
            """
            # Release 2

            Keep the public API as it is.

            ## Add the model

            A class `Order` in src/model.

            ## Add the endpoint
            after: Add the model

            ```sh
            # this is no heading
            curl localhost
            ```

            ## Document it
            after: 1, add-endpoint
            agent-cli: codex
            model: gpt-5
            name: the-docs
            """);

        Assert.Equal(["add-model", "add-endpoint", "the-docs"], specs.Select(spec => spec.Name));
        Assert.Equal([[], ["add-model"], ["add-model", "add-endpoint"]], specs.Select(spec => spec.After));
        Assert.StartsWith("Add the model\n\nA class `Order` in src/model.\n\n---", specs[0].Task, StringComparison.Ordinal);
        Assert.EndsWith("Keep the public API as it is.", specs[0].Task, StringComparison.Ordinal);
        Assert.Contains("# this is no heading", specs[1].Task);
        Assert.Equal(("codex", "gpt-5"), (specs[2].Cli, specs[2].Model));
        Assert.DoesNotContain("after:", string.Concat(specs.Select(spec => spec.Task)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. Add the model\n2. Add the endpoint (after: 1)\n3. Document it (after: 1 and 2)")]
    [InlineData("- Add the model\n- Add the endpoint\n  after: 1\n- Document it\n  - after: Add the model, 2")]
    [InlineData("# Plan\n\n## Tasks\n\n1. Add the model\n2. Add the endpoint [after 1]\n3. Document it\n   after: task 1, #2\n\n## Notes\n\n- not a task")]
    [InlineData("## Task 1: Add the model\n## Task 2: Add the endpoint\n**after:** 1\n## Task 3: Document it\nafter: add-model; add-endpoint")]
    [InlineData("# Add the model\n# Add the endpoint\n\nafter: 1\n# Document it\n- after: 1, 2")]
    public void A_task_waits_for_others_by_number_name_or_title(string markdown)
    {
        var specs = Plan(markdown);

        Assert.Equal(["Add the model", "Add the endpoint", "Document it"], specs.Select(spec => spec.Task));
        Assert.Equal([[], ["add-model"], ["add-model", "add-endpoint"]], specs.Select(spec => spec.After));
    }

    [Theory]
    [InlineData("", "holds no tasks")]
    [InlineData("Just some prose.", "holds no tasks")]
    [InlineData("# Only a title", "holds no tasks")]
    [InlineData("## A task\nafter: 7", "waits for '7'")]
    [InlineData("## A task\nafter: nobody", "which is none of its tasks")]
    [InlineData("## A task\nname: ../x", "names are small letters")]
    [InlineData("## A task\nname: x\n## Another\nname: x", "twice")]
    [InlineData("## A task\nafter: 2\n## Another\nafter: 1", "wait for each other")]
    [InlineData("## A task\nafter: 1", "wait for each other")]
    [InlineData("## A task\nagent-cli: nobody", "unknown agent CLI")]
    [InlineData("## A task\u0000", "NUL")]
    [InlineData("## …", "without words")]
    public void What_is_no_plan_is_refused_in_one_line(string markdown, string complaint)
    {
        var message = Assert.Throws<OrchException>(() => Plan(markdown)).Message;

        Assert.Contains(complaint, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Words_about_an_agent_CLI_or_a_pull_request_count_for_their_own_task()
    {
        var specs = Plan("## Fix the failing checks of PR #12\n## Use codex to rename the module");

        Assert.Equal([(12, "claude"), (null, "codex")], specs.Select(spec => (spec.Pr, spec.Cli)));
    }

    [Fact]
    public void The_number_of_agents_is_bounded() =>
        Assert.Contains("--max-agents", Assert.Throws<OrchException>(() => Plan("- one\n- two\n- three", most: 2)).Message);

    private static IReadOnlyList<AgentSpec> Plan(string markdown, int most = 20) =>
        Planner.Plan(new PlanRequest("", Clis) { Written = PlanFile.Read(markdown, "plan.md"), MaxAgents = most }).Specs;
}
