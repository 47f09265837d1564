using Orch.Proof;
using Orch.State;

namespace Orch.Tests.Proof;

public sealed class LeftoverPolicyTests
{
    [Theory]
    [InlineData("a.txt", StatusKind.New, 10, null)]
    [InlineData("a.txt", StatusKind.Changed, 10, null)]
    [InlineData("a.txt", StatusKind.Deleted, 0, null)]
    [InlineData("big.bin", StatusKind.New, LeftoverPolicy.LargestNewFile, null)]
    [InlineData("big.bin", StatusKind.New, LeftoverPolicy.LargestNewFile + 1, "larger than 10 MiB")]
    [InlineData("big.bin", StatusKind.Changed, LeftoverPolicy.LargestNewFile + 1, null)]
    [InlineData(".env", StatusKind.New, 10, "its name looks secret")]
    [InlineData(".env", StatusKind.Changed, 10, null)]
    [InlineData("config/id_ed25519", StatusKind.New, 10, "its name looks secret")]
    [InlineData("web/node_modules/x/y.js", StatusKind.New, 10, "made by a tool")]
    [InlineData("__pycache__/x.pyc", StatusKind.New, 10, "made by a tool")]
    [InlineData("node_modules", StatusKind.New, 10, null)]
    [InlineData("out/", StatusKind.Ignored, 0, "ignored by the repository")]
    [InlineData("inner/", StatusKind.NestedRepository, 0, "a repository of its own")]
    [InlineData("a.txt", StatusKind.Unmerged, 10, "has unresolved conflicts")]
    public void A_path_is_committed_unless_there_is_a_reason(string path, object kind, long bytes, string? reason)
    {
        var plan = LeftoverPolicy.Decide([new(path, (StatusKind)kind, bytes)]);
        Assert.Equal(reason is null ? [path] : [], plan.Commit);
        Assert.Equal(reason, plan.Left.SingleOrDefault()?.Reason);
    }

    [Fact]
    public void Secret_content_is_left_even_in_a_file_that_was_there() =>
        Assert.Equal("its content looks secret (npm-token)", Assert.Single(LeftoverPolicy.Decide([new("a", StatusKind.Changed, 1) { SecretRule = "npm-token" }]).Left).Reason);

    [Fact]
    public void Only_what_may_be_work_counts_as_work()
    {
        var plan = LeftoverPolicy.Decide(
        [
            new("a", StatusKind.Ignored, 1), new("node_modules/x", StatusKind.New, 1), new("b", StatusKind.New, 1) { WasThere = true }, new(".env", StatusKind.New, 1),
        ]);
        Assert.Equal([".env"], plan.Left.Where(LeftoverPolicy.IsWork).Select(left => left.Path));
    }

    [Fact]
    public void The_message_says_whose_work_it_is_on_single_lines()
    {
        var message = LeftoverMessage.Of(
            new("agent-1", "task_1", "\n  Fix the parser, which fails on every input that has a line of more than 80 characters\nand more", "claude\nSigned-off-by: x", null), new(KnownSecrets.None));
        Assert.Equal(
            """
            Fix the parser, which fails on every input that has a line of more than…

            Left uncommitted by agent-1; committed by Orch.

            Orch-Agent: agent-1
            Orch-CLI: claude Signed-off-by: x
            Orch-Task: task_1

            """,
            message);
    }
}
