using Orch.Agents;
using Orch.State;

namespace Orch.Cli.Doctor;

/// <summary>Asks an agent CLI for one word, exactly as an agent would start it.</summary>
internal sealed class CliProbe(CliQuestion question, TimeProvider time)
{
    private const string Question = "Answer with the one word ready and nothing else. Use no tools and change no files.";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public async Task<ProbeAnswer> AskAsync(AgentCli cli, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var result = await question.AskAsync(cli, Question, schema: null, Timeout, ct);
        var seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 1);
        var works = result.Verdict.Outcome == AttemptOutcome.Success;
        var words = works ? result.Report.FinalText : result.Verdict.Detail;
        return new(works, SnakeCase.Of(result.Verdict.Outcome), OneLine.Of(words, 200), result.Report.Model, seconds, result.Report.CostUsd);
    }
}
