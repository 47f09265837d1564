using Orch.Delivery;
using Orch.State;

namespace Orch.Tests.Delivery;

public sealed class PullRequestTextTests
{
    private static readonly string Commit = new('c', 40);

    private static readonly AgentRecord Agent = new()
    {
        Id = "agent_1",
        TaskId = "task_0123",
        ContextId = "context_1",
        Name = "add-health-endpoint",
        Task = "Add a health endpoint",
        State = AgentState.Delivering,
        StateAt = default,
        Cli = "gemini",
        CliChain = ["gemini", "claude"],
        CreatedAt = default,
        Attempts = [Attempt(1, "gemini", null), Attempt(2, "claude", "sonnet")],
    };

    [Theory]
    [InlineData("Add a health endpoint", "Add a health endpoint")]
    [InlineData("Add a health endpoint.", "Add a health endpoint")]
    [InlineData("Wait for it...", "Wait for it...")]
    [InlineData("\n\n## Goal: be  fast\nmore", "Goal: be fast")]
    [InlineData("- first item\n- second", "first item")]
    [InlineData("--verbose is broken", "--verbose is broken")]
    [InlineData("a\u001b[31mb\u202ec", "a [31mb c")]
    [InlineData("  \n", "Change")]
    public void The_title_is_the_first_line_of_the_task(string task, string title) =>
        Assert.Equal(title, PullRequestText.Title(task));

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var title = PullRequestText.Title(string.Join(' ', Enumerable.Repeat("sentence", 20)));
        Assert.Equal("sentence sentence sentence sentence sentence sentence sentence…", title);
    }

    [Fact]
    public void A_title_never_grows_beyond_its_length_nor_halves_a_character()
    {
        for (var length = 60; length < 80; length++)
        {
            var title = PullRequestText.Title(new string('x', length) + "😀😀😀😀😀😀");
            Assert.InRange(title.Length, 1, PullRequestText.LongestTitle);
            Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(title)));
        }
    }

    [Fact]
    public void The_body_says_what_was_asked_what_was_checked_and_who_did_it()
    {
        var body = Body("Add a health endpoint\n\nSee docs.", [new("committed", CheckStatus.Passed, "1 commit"), new("validation", CheckStatus.Failed, "make | tee: exit code 2"), new("pushed", CheckStatus.Skipped, "no remote")]);
        Assert.Equal(
            """
            ### What was asked

            > Add a health endpoint
            >
            > See docs.

            <!-- orch:checks -->
            ### What was checked

            On commit cccccccccccccccccccccccccccccccccccccccc:

            | check | result | |
            |---|---|---|
            | committed | passed | 1 commit |
            | validation | failed | make \| tee: exit code 2 |
            | pushed | skipped | no remote |

            Made by claude (sonnet) as agent `add-health-endpoint` of Orch, task `task_0123`.
            <!-- /orch:checks -->

            """,
            body);
    }

    [Fact]
    public void A_detail_stays_in_its_cell() => Assert.Contains(
        "| scope | failed | two lines |\n",
        Body("x", [new("scope", CheckStatus.Failed, "two\nlines")]));

    [Fact]
    public void A_very_long_task_is_shortened()
    {
        var body = Body(new('x', 100_000), []);
        Assert.InRange(body.Length, 2000, 3000);
        Assert.Contains("x …\n", body);
    }

    [Fact]
    public void Every_line_of_the_task_stays_in_its_quotation() => Assert.All(
        Body("a\r\n# b\rc\u2028---\n<!-- d", []).Split('\n').SkipWhile(line => line.Length == 0 || line[0] == '#').TakeWhile(line => line.Length > 0),
        line => Assert.StartsWith(">", line));

    private static string Body(string task, IReadOnlyList<CheckRecord> checks) =>
        $"{PullRequestText.Asked(task)}\n{PullRequestText.Evidence(Agent, Commit, checks, isDraft: false)}";

    private static AttemptRecord Attempt(int n, string cli, string? model) => new() { N = n, Cli = cli, Model = model, StartedAt = default };
}
