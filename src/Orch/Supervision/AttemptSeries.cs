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
    public async Task<SeriesEnd> RunAsync(SeriesOrder order, CancellationToken kill)
    {
        string? handOff = null;
        var session = order.ResumeSession;
        var index = order.First;
        while (true)
        {
            var hasNext = index + 1 < order.Chain.Count;
            var result = await AttemptAsync(order, index, hasNext, order.Prompt(handOff), session, kill);
            var isGone = session is not null && result.Verdict.SessionIsGone;
            var step = Fallback.After(result.Verdict.Outcome, result.ExitCode is not null, hasNext);
            if (step is not (ChainStep.Next or ChainStep.GiveUp) || (step == ChainStep.GiveUp && !isGone))
            {
                return new(step, result, index);
            }

            // A vendor that lost its session is no reason to leave the vendor.
            index += isGone ? 0 : 1;
            session = null;
            handOff = await order.HandOff(result);
        }
    }

    private async Task<AttemptResult> AttemptAsync(SeriesOrder order, int index, bool hasNext, string prompt, string? session, CancellationToken kill)
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
        Record(order.AgentName, record, new NewEvent(EventKinds.AttemptStarted, ("n", $"{n}"), ("cli", cli.Name), ("model", record.Model)));

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
                    Environment = ConfiguredEnvironment.Of(order.Environment, cli.Name, settings),
                    ExtraArguments = settings?.Args ?? [],
                    Timeout = order.Settings.Timeout,
                    IdleTimeout = order.Settings.IdleTimeout,
                    HasNext = hasNext,
                    SkipPermissions = order.Settings.SkipPermissions,
                },
                one => Observe(order.AgentName, n, cli.Name, RedactedEvent.Of(one, redactor)),
                kill),
            one => one.Verdict.Outcome.ToString());

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
        return result;
    }

    private void Record(string agent, AttemptRecord attempt, NewEvent one) =>
        state.Agents.Update(agent, before => before with { Attempts = [.. before.Attempts.Where(other => other.N != attempt.N), attempt] }, one);

    private void Observe(string agent, int n, string cli, AgentEvent one)
    {
        observer.OnAgentEvent(n, cli, one);
        if (ProgressText.Of(one) is { } progress)
        {
            state.Events.Append(agent, new NewEvent(EventKinds.Progress, ("n", $"{n}"), ("what", progress.What), ("text", progress.Text)));
        }
    }
}
