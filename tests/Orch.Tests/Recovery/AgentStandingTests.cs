using Orch.Recovery;
using Orch.State;
using Orch.Supervision;
using Orch.Tests.State;

namespace Orch.Tests.Recovery;

public sealed class AgentStandingTests
{
    [Theory]
    [InlineData("claude success", nameof(ChainStep.Check))]
    [InlineData("claude crash, codex success", nameof(ChainStep.Check))]
    [InlineData("claude refused_permission", nameof(ChainStep.AskPerson))]
    public void Work_that_is_done_is_judged_without_asking_a_model_again(string attempts, string step)
    {
        var end = AgentStanding.Finished(Agent(attempts), isSpokenTo: false, hasRepair: false);

        Assert.Equal(step, end?.Step.ToString());
        Assert.Equal(attempts.Contains("codex", StringComparison.Ordinal) ? 1 : 0, end?.Index);
    }

    [Theory]
    [InlineData("")]
    [InlineData("claude killed")]
    [InlineData("claude crash")]
    [InlineData("claude success, claude killed")]
    [InlineData("claude success, claude ")]
    public void What_was_cut_off_or_failed_goes_on_with_an_attempt(string attempts) =>
        Assert.Null(AgentStanding.Finished(Agent(attempts), isSpokenTo: false, hasRepair: false));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_was_said_and_a_repair_that_is_due_come_first(bool isSpokenTo, bool hasRepair) =>
        Assert.Null(AgentStanding.Finished(Agent("claude success"), isSpokenTo, hasRepair));

    private static AgentRecord Agent(string attempts) => StateFolder.Agent("a") with
    {
        CliChain = ["claude", "codex"],
        Attempts = [.. attempts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((text, index) => Attempt(index + 1, text.TrimStart().Split(' ')))],
    };

    private static AttemptRecord Attempt(int n, string[] words) => new()
    {
        N = n,
        Cli = words[0],
        StartedAt = DateTimeOffset.UnixEpoch,
        ExitCode = words[1].Length == 0 ? null : 0,
        Outcome = words[1].Length == 0 ? null : Enum.Parse<AttemptOutcome>(words[1].Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
    };
}
