using Orch.Agents;
using Orch.State;

namespace Orch.Supervision;

/// <summary>Carries a prompt out with the first CLI of a chain that can, each in the same workspace, and records every attempt.</summary>
/// <param name="surroundings">The clock.</param>
/// <param name="state">The record.</param>
/// <param name="runner">Launches the CLIs.</param>
/// <param name="observer">Is told what the agents say and do.</param>
/// <param name="redactor">Keeps secrets out of what is recorded and shown.</param>
internal sealed class AttemptSeries(Surroundings surroundings, OrchState state, AttemptRunner runner, IAgentObserver observer, Redactor redactor)
{
    // A wait ends by the clock on the wall, also on a machine that slept.
    private static readonly TimeSpan LookAtTheClock = TimeSpan.FromSeconds(20);

    public async Task<SeriesEnd> RunAsync(SeriesOrder order, CancellationToken kill)
    {
        var chain = new ChainState(order, state, surroundings.Time);
        var (index, session, prompt) = (order.First, order.ResumeSession, order.Prompt(order.FirstHandOff));
        AttemptResult? last = null;
        while (true)
        {
            if (UsedUp(order) is { } used)
            {
                return new(ChainStep.AskBudget, NotTried(AttemptOutcome.LimitReached, used), index);
            }

            var choice = chain.Choose(index);
            if (choice.Index is not { } next)
            {
                return new(ChainStep.GiveUp, choice.At is { } reset ? NotTried(AttemptOutcome.RateLimited, When(order, reset)) : last ?? NotTried(AttemptOutcome.NotInstalled, "no agent CLI is left to try"), index);
            }

            if (choice.At is { } at)
            {
                chain.Begin(next);
                await WaitAsync(order, order.Chain[next].Name, at, kill);
                continue;
            }

            if (next != index)
            {
                session = null;
                prompt = order.Prompt(state.Agents.Get(order.AgentName).Record.Attempts.Count > 0 ? await order.HandOff() : null);
                index = next;
            }

            var hasOther = chain.HasOther(index);
            var attempt = await AttemptAsync(order, index, hasOther, prompt, session, chain.Begin(index), kill);
            last = attempt.Result;
            if (order.Settings.Budget is not null && (last.Verdict.IsOverBudget || order.Chain[index].SaysBudgetIsUsedUp(last.Report)))
            {
                return new(ChainStep.AskBudget, last with { Verdict = last.Verdict with { Detail = UsedUp(order) ?? last.Verdict.Detail } }, index);
            }

            var step = Fallback.After(last.Verdict.Outcome, last.ExitCode is not null, hasOther);
            if (step is ChainStep.Check or ChainStep.AskPerson or ChainStep.Cancel)
            {
                return new(step, last, index);
            }

            if (session is not null && last.Verdict.SessionIsGone)
            {
                // A vendor that lost its session is no reason to leave the vendor.
                chain.Pardon(attempt.N);
                session = null;
                prompt = order.Prompt(await order.HandOff());
            }
            else if (attempt.HasWorked && last.Report.SessionId is { } begun)
            {
                // Where the same CLI is the next to be tried, it goes on in its own session; another one gets the hand-off.
                session = begun;
                prompt = AgentPrompt.ComposeGoOn();
            }
        }
    }

    /// <summary>One line when the budget of the run is used up; null when not.</summary>
    private string? UsedUp(SeriesOrder order)
    {
        if (order.Settings.Budget is not { IsSet: true } budget)
        {
            return null;
        }

        var (granted, use) = Account(order, budget);
        return granted.IsUsedUp(use) ? granted.Describe(use) : null;
    }

    private (Budget Granted, BudgetUse Use) Account(SeriesOrder order, Budget budget)
    {
        var agent = state.Agents.Get(order.AgentName).Record;
        var agents = BudgetGroup.Of(agent, [.. state.Agents.OfContext(agent.ContextId).Select(one => one.Record)]);
        return (
            budget.Granted(agents.Sum(one => state.Turns.Answers(one.Name, NeedsKinds.Budget))),
            BudgetUse.Of(agents.SelectMany(one => one.Attempts)));
    }

    private static AttemptResult NotTried(AttemptOutcome outcome, string why) => new(new(outcome, why), new(), ExitCode: null);

    private static string When(SeriesOrder order, DateTimeOffset reset) =>
        $"{(order.Chain.Count == 1 ? order.Chain[0].Name : "every CLI of the chain")} takes no requests for now, the first again at {reset:yyyy-MM-dd HH:mm:ss} UTC, which is beyond the timeout";

    private async Task WaitAsync(SeriesOrder order, string cli, DateTimeOffset until, CancellationToken kill)
    {
        var text = $"waiting for {cli}, which takes no requests before {until:yyyy-MM-dd HH:mm:ss} UTC";
        observer.OnStep(text);
        state.Agents.Update(order.AgentName, agent => agent with { Reason = text }, new NewEvent(EventKinds.Waiting, ("cli", cli), ("until", Rfc3339Converter.Text(until))));
        while (until - surroundings.Time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LookAtTheClock ? left : LookAtTheClock, surroundings.Time, kill);
        }

        state.Agents.Update(order.AgentName, agent => agent with { Reason = null });
    }

    private async Task<SeriesAttempt> AttemptAsync(
        SeriesOrder order, int index, bool hasNext, string prompt, string? session, TimeSpan timeout, CancellationToken kill)
    {
        var cli = order.Chain[index];
        var settings = order.Settings.Agents.GetValueOrDefault(cli.Name);
        var earlier = state.Agents.Get(order.AgentName).Record.Attempts;
        var n = earlier.Count + 1;
        var record = new AttemptRecord
        {
            N = n,
            Cli = cli.Name,
            Model = (index == 0 ? order.Model : null) ?? settings?.Model,
            StartedAt = surroundings.Time.GetUtcNow(),
        };
        var hasWorked = false;
        var remaining = order.Settings.Budget is { IsSet: true } budget ? Account(order, budget) : ((Budget Granted, BudgetUse Use)?)null;
        Record(order.AgentName, record, new NewEvent(EventKinds.AttemptStarted, ("n", $"{n}"), ("cli", cli.Name), ("model", record.Model)));

        using var progress = new ProgressLog(state, surroundings.Time, order.AgentName, n);
        var result = await state.Journal.RunAsync(
            order.AgentName,
            JournalStep.Attempt,
            $"{n} {cli.Name}",
            () => runner.RunAsync(
                new AttemptOrder
                {
                    N = n,
                    Cli = cli,
                    Model = record.Model,
                    Prompt = prompt,
                    ResumeSession = session,
                    AgentId = order.AgentId,
                    Workspace = order.Workspace,
                    Folder = state.Directory.EnsureAttempt(order.AgentName, n),
                    Environment = order.EnvironmentOf(cli),
                    ExtraArguments = settings?.Args ?? [],
                    Tools = order.Tools,
                    Timeout = timeout,
                    IdleTimeout = order.Settings.IdleTimeout,
                    HasNext = hasNext,
                    SkipPermissions = order.Settings.SkipPermissions,
                    MaxUsd = remaining is { Granted.MaxUsd: { } most } money ? Math.Max(0.01m, most - money.Use.Usd) : null,
                    IsOverBudget = used => remaining is { } left && left.Granted.IsUsedUp(left.Use.Plus(used.CostUsd, Own(used.InputTokens, one => one.InputTokens), Own(used.OutputTokens, one => one.OutputTokens))),
                },
                one =>
                {
                    if (!hasWorked && one is AgentEvent.ToolCalled or AgentEvent.Said)
                    {
                        hasWorked = true;
                        order.OnWorked?.Invoke();
                    }

                    if (one is AgentEvent.Started { SessionId: { } begun })
                    {
                        NoteSession(order.AgentName, n, begun);
                    }

                    order.OnHeard?.Invoke(n);
                    var shown = RedactedEvent.Of(one, redactor);
                    observer.OnAgentEvent(n, cli.Name, shown);
                    progress.Add(shown);
                },
                kill),
            one => one.Verdict.Outcome.ToString());
        progress.Flush();

        var verdict = result.Verdict with { Detail = result.Verdict.Detail is { } detail ? redactor.Redact(detail) : null };
        var counted = cli.CountsWholeSession ? result.Report.SessionId : null;
        record = record with
        {
            Model = record.Model ?? result.Report.Model,
            Outcome = verdict.Outcome,
            ExitCode = result.ExitCode,
            SessionId = result.Report.SessionId,
            InputTokens = AttemptTokens.Own(result.Report.InputTokens, counted, earlier, one => one.InputTokens),
            OutputTokens = AttemptTokens.Own(result.Report.OutputTokens, counted, earlier, one => one.OutputTokens),
            CostUsd = result.Report.CostUsd,
            EndedAt = surroundings.Time.GetUtcNow(),
            Detail = verdict.Detail,
        };
        PrivateFile.Write(
            Path.Combine(state.Directory.Attempt(order.AgentName, n), "attempt.json"),
            System.Text.Json.JsonSerializer.Serialize(record, StateJson.Default.AttemptRecord));
        Record(
            order.AgentName,
            record,
            new NewEvent(
                EventKinds.AttemptEnded,
                ("n", $"{n}"),
                ("cli", cli.Name),
                ("outcome", SnakeCase.Of(verdict.Outcome)),
                ("exit_code", result.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("detail", verdict.Detail)));
        if (CooldownRules.Until(verdict, surroundings.Time.GetUtcNow()) is { } until)
        {
            state.Cooldowns.Note(cli.Name, AgentAccount.Key(cli, order.EnvironmentOf(cli)), verdict.Outcome, until, verdict.Detail);
        }

        if (remaining is { Granted.MaxUsd: not null } && record is { CostUsd: null, Outcome: AttemptOutcome.Success })
        {
            state.Events.Append(order.AgentName, new NewEvent(EventKinds.Warning, ("text", $"{cli.Name} does not state what it costs: --max-usd does not bound it")));
        }

        return new(n, result with { Verdict = verdict }, hasWorked);

        long? Own(long? tokens, Func<AttemptRecord, long?> count) =>
            AttemptTokens.Own(tokens, cli.CountsWholeSession ? session : null, earlier, count);
    }

    private void Record(string agent, AttemptRecord attempt, NewEvent one) =>
        state.Agents.Update(agent, before => before with { Attempts = [.. before.Attempts.Where(other => other.N != attempt.N), attempt] }, one);

    // At once: a supervisor that takes the agent up after a crash can let the vendor go on in it.
    private void NoteSession(string agent, int n, string session) => state.Agents.Update(
        agent, before => before with { Attempts = [.. before.Attempts.Select(one => one.N == n ? one with { SessionId = session } : one)] });
}
