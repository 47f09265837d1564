using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

public sealed class SummaryTests
{
    [Fact]
    public void A_verified_run_shows_what_was_proved_and_delivered()
    {
        var shown = Show(Samples.Agent(state: AgentState.Verified) with
        {
            Branch = "orch/fix-login",
            Base = "main",
            HeadSha = "0123456789abcdef",
            PullRequest = new(12, "https://example.invalid/pull/12"),
            Evidence = "/state/agents/fix-login/evidence.json",
            Checks = [new("committed", CheckStatus.Passed, "2 commits"), new("validation", CheckStatus.Skipped, "no --validate")],
            Attempts = [Samples.Attempt(1, "claude", AttemptOutcome.RateLimited), Samples.Attempt(2, "codex", AttemptOutcome.Success, 0.1234m)],
        });

        Assert.Equal(
            """
            fix-login: verified after 3m 12s
              checks      passed   committed     2 commits
                          skipped  validation    no --validate
              branch      orch/fix-login (from main)
              commit      0123456789abcdef
              PR          #12 https://example.invalid/pull/12
              attempts    1 claude: rate_limited; 12,345 tokens in, 678 out, cost unknown
                          2 codex: success; 12,345 tokens in, 678 out, $0.1234
              cost        $0.1234 and what attempt 1 cost, which is unknown
              evidence    /state/agents/fix-login/evidence.json
              next        review https://example.invalid/pull/12
                          orch diff fix-login

            """,
            shown);
    }

    [Fact]
    public void Several_agents_are_summed_up_in_a_line()
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Summary(text, TerminalKind.Pipe, Samples.Noon).WriteTotal(
        [
            Samples.Agent("one", AgentState.Failed) with { Attempts = [Samples.Attempt(1, "codex", AttemptOutcome.Crash)] },
            Samples.Agent("two", AgentState.Verified) with { Attempts = [Samples.Attempt(1, "claude", AttemptOutcome.Success, 0.5m)] },
            Samples.Agent("three", AgentState.Verified) with { Attempts = [Samples.Attempt(1, "claude", AttemptOutcome.Success, 0.25m)] },
        ]);

        Assert.Equal("3 agents: 2 verified, 1 failed; cost $0.75 and that of 1 attempt, which is unknown\n", text.ToString());
    }

    [Fact]
    public void An_answer_is_shown_whole() =>
        Assert.Contains("\nFirst line.\nSecond line.\n", Show(Samples.Agent(state: AgentState.Answered) with { Answer = "\e[31mFirst line.\e[0m\nSecond line.\n" }));

    [Fact]
    public void A_need_is_named() =>
        Assert.Contains("question: which port?", Show(Samples.Agent(state: AgentState.NeedsHuman) with { Needs = new("question", "which port?", Samples.Noon, 1) }));

    [Fact]
    public void What_agents_and_vendors_say_cannot_control_the_terminal()
    {
        var shown = Show(Samples.Agent(state: AgentState.Failed) with
        {
            Reason = "bad\e]0;owned\a reason",
            Answer = "\e[2J",
            Attempts = [Samples.Attempt(1, "claude", AttemptOutcome.Crash) with { Detail = "\e[2Jx", Model = "m\e[0m" }],
            Checks = [new("scope", CheckStatus.Failed, "branch \e[31mx\nnext line")],
        });

        Assert.DoesNotContain('\e', shown);
        Assert.Contains("branch x next line", shown);
    }

    [Fact]
    public void Colour_is_only_for_those_who_want_it()
    {
        using var plain = new StringWriter();
        using var colourful = new StringWriter();
        new Summary(plain, TerminalKind.Pipe, Samples.Noon).Write(Samples.Agent(state: AgentState.Failed));
        new Summary(colourful, new(IsTerminal: true, HasColor: true), Samples.Noon).Write(Samples.Agent(state: AgentState.Failed));

        Assert.DoesNotContain('\e', plain.ToString());
        Assert.Contains("\e[31mfailed\e[0m", colourful.ToString());
    }

    [Fact]
    public void No_cost_is_guessed()
    {
        Assert.Equal("unknown", Money.Of([Samples.Attempt(1, "codex", AttemptOutcome.Success)]));
        Assert.Equal("$0.30", Money.Of([Samples.Attempt(1, "claude", AttemptOutcome.Crash, 0.1m), Samples.Attempt(2, "claude", AttemptOutcome.Success, 0.2m)]));
    }

    private static string Show(AgentRecord agent)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new Summary(text, TerminalKind.Pipe, Samples.Noon).Write(agent);
        return text.ToString();
    }
}
