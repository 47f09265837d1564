using Orch.Planning;

namespace Orch.Tests.Planning;

public sealed class TaskListTests
{
    private static readonly KnownCli[] Clis = [new("claude", ["claude"], "install", IsInstalled: true)];

    [Fact]
    public void A_list_of_tasks_becomes_an_agent_for_each() =>
        Assert.Equal(["Fix the login", "Add tests for the cart", "Update the docs"], Tasks("1. Fix the login\n2. Add tests for the cart\n3. Update the docs"));

    [Fact]
    public void A_list_that_is_said_to_be_of_separate_tasks_does_too() =>
        Assert.Equal(["Fix the login", "Update the docs"], Tasks("Do these separately:\n- Fix the login\n- Update the docs"));

    [Theory]
    [InlineData("Add dark mode:\n- a switch in the settings\n- remember the choice")]
    [InlineData("- only one item")]
    [InlineData("Fix the login.\n\n1. reproduce\n2. fix\n3. test")]
    [InlineData("1. Fix the login\nand this is no item\n2. Add tests")]
    public void A_list_of_what_one_task_has_to_bring_stays_one(string text) => Assert.Equal([text], Tasks(text));

    [Fact]
    public void Lines_set_in_belong_to_their_item() => Assert.Equal(["Fix the login\nwith tests", "Update the docs"], Tasks("* Fix the login\n  with tests\n* Update the docs"));

    [Fact]
    public void An_item_can_wait_for_others() =>
        Assert.Equal([[], ["fix-login"], ["fix-login", "add-tests"]], Planner.Plan(new("1. Fix the login\n2. Add tests (after 1)\n3. Update docs (after: 1 and 2)", Clis)).Specs.Select(spec => spec.After));

    [Theory]
    [InlineData("1. Fix the login (after 2)\n2. Add tests (after 1)", "wait for each other")]
    [InlineData("1. Fix the login (after 1)\n2. Add tests", "wait for each other")]
    [InlineData("1. Fix the login\n2. Add tests (after 7)", "waits for task 7")]
    public void Items_that_cannot_be_put_in_order_are_refused(string text, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<OrchException>(() => Planner.Plan(new(text, Clis))).Message);

    [Fact]
    public void A_plan_is_bounded() =>
        Assert.Contains("--max-agents", Assert.Throws<OrchException>(() => Planner.Plan(new PlanRequest(string.Join('\n', Enumerable.Range(1, 30).Select(n => $"{n}. Task number {n}")), Clis))).Message);

    [Fact]
    public void Agents_of_one_plan_have_different_names() =>
        Assert.Equal(["fix-tests", "fix-tests-2"], Planner.Plan(new("- Fix the tests\n- Fix the tests", Clis)).Specs.Select(spec => spec.Name));

    private static IEnumerable<string> Tasks(string text) => Planner.Plan(new(text, Clis)).Specs.Select(spec => spec.Task);
}
