using Orch.Planning;

namespace Orch.Tests.Planning;

public sealed class SplitAnswerTests
{
    private static readonly KnownCli[] Clis = [new("claude", ["claude"], "install", IsInstalled: true), new("codex", ["codex"], "install", IsInstalled: true)];

    [Theory]
    [InlineData("""{"tasks":[{"title":"Model","task":"Add it","after":[]},{"title":"Endpoint","task":"Serve it","after":[1]}]}""")]
    [InlineData("Here is the plan:\n```json\n{\"tasks\":[{\"title\":\"Model\",\"task\":\"Add it\"},{\"title\":\"Endpoint\",\"task\":\"Serve it\",\"after\":[1,1]}]}\n```\n")]
    [InlineData("""[{"title":"Model","task":"Add it","after":null},{"title":"Endpoint","task":"Serve it","after":[1]}]""")]
    public void The_parts_are_found_in_the_answer(string answer)
    {
        var items = SplitAnswer.Read(answer, "claude", 5);

        Assert.Equal(["Model\n\nAdd it", "Endpoint\n\nServe it"], items.Select(item => item.Text));
        Assert.Equal([[], [1]], items.Select(item => item.After));
    }

    [Theory]
    [InlineData(null, "did not answer with a list")]
    [InlineData("I cannot do that.", "did not answer with a list")]
    [InlineData("{\"tasks\":\"all\"}", "did not answer with a list")]
    [InlineData("{\"tasks\":[7]}", "did not answer with a list")]
    [InlineData("{\"tasks\":[{\"title\":\"x\"}]}", "did not answer with a list")]
    [InlineData("{\"tasks\":[]}", "no task")]
    [InlineData("{\"tasks\":[{\"title\":\"\",\"task\":\"…\",\"after\":[]}]}", "empty")]
    [InlineData("{\"tasks\":[{\"title\":\"x\",\"task\":\"y\",\"after\":[3]}]}", "not there")]
    [InlineData("{\"tasks\":[{\"title\":\"x\",\"task\":\"y\",\"after\":[99999999999]}]}", "did not answer with a list")]
    [InlineData("[{\"task\":\"a\"},{\"task\":\"b\"},{\"task\":\"c\"},{\"task\":\"d\"},{\"task\":\"e\"},{\"task\":\"f\"}]", "--max-agents")]
    public void Anything_else_is_refused_in_one_line(string? answer, string complaint)
    {
        var message = Assert.Throws<OrchException>(() => SplitAnswer.Read(answer, "claude", 5)).Message;

        Assert.Contains(complaint, message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void The_model_chooses_neither_agent_CLI_nor_pull_request()
    {
        var items = SplitAnswer.Read("""[{"task":"Use codex to fix PR #99"},{"task":"Update PR #7"}]""", "claude", 5);

        var specs = Planner.Plan(new PlanRequest("", Clis) { Written = new(items, "", "x") { AskedBy = "Tidy up, and fix the tests of PR #7" } }).Specs;

        Assert.Equal([(null, "claude"), (7, "claude")], specs.Select(spec => (spec.Pr, spec.Cli)));
    }
}
