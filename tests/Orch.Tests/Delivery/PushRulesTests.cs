using Orch.Delivery;

namespace Orch.Tests.Delivery;

public sealed class PushRulesTests
{
    private static readonly string A = new('a', 40);
    private static readonly string B = new('b', 40);
    private static readonly string C = new('c', 40);

    private static readonly PushOrder Order = new()
    {
        ObjectsDirectory = "/repository/.git/objects",
        Url = "https://github.com/acme/demo.git",
        Branch = "orch/fix",
        Commit = C,
        ScratchDirectory = "/state",
        Environment = new Dictionary<string, string>(),
    };

    [Fact]
    public void A_new_branch_is_pushed() => Assert.Null(PushRules.BeforePush(Order, null));

    [Fact]
    public void A_branch_that_is_where_it_was_expected_is_pushed() => Assert.Null(PushRules.BeforePush(Order with { Expected = A }, A));

    [Fact]
    public void A_branch_that_is_at_the_commit_needs_no_push()
    {
        Assert.Equal(PushOutcome.AlreadyThere, PushRules.BeforePush(Order, C)!.Outcome);
        Assert.Equal(PushOutcome.AlreadyThere, PushRules.BeforePush(Order with { Expected = A }, C)!.Outcome);
    }

    [Fact]
    public void A_branch_that_should_not_exist_is_left_alone() => Diverged(Order, A, "has a branch orch/fix already, at aaaaaaaaaa");

    [Fact]
    public void A_branch_that_moved_is_left_alone() => Diverged(Order with { Expected = A }, B, "moved from aaaaaaaaaa to bbbbbbbbbb");

    [Fact]
    public void A_branch_that_somebody_deleted_is_not_made_again() => Diverged(Order with { Expected = A }, null, "gone from the remote");

    [Theory]
    [InlineData("HEAD")]
    [InlineData("abc")]
    [InlineData("--all")]
    public void Only_the_full_name_of_a_commit_will_do(string commit)
    {
        Assert.NotNull(PushRules.Problem(Order with { Commit = commit }));
        Assert.NotNull(PushRules.Problem(Order with { Expected = commit }));
    }

    [Fact]
    public void Both_kinds_of_object_names_are_known()
    {
        Assert.Null(PushRules.Problem(Order));
        Assert.Null(PushRules.Problem(Order with { Commit = new('c', 64) }));
    }

    private static void Diverged(PushOrder order, string? tip, string words)
    {
        var result = PushRules.BeforePush(order, tip)!;
        Assert.Equal((PushOutcome.Diverged, tip), (result.Outcome, result.RemoteTip));
        Assert.Contains(words, result.Detail);
    }
}
