using Orch.Agents;
using Orch.Processes;
using Orch.State;
using Orch.Supervision;

namespace Orch.Cli.Doctor;

/// <summary>Asks an agent CLI for one word, exactly as an agent would start it, in an empty private directory.</summary>
internal sealed class CliProbe(Surroundings surroundings, CliFindings clis, bool skipPermissions)
{
    private const string Question = "Answer with the one word ready and nothing else. Use no tools and change no files.";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public async Task<ProbeAnswer> AskAsync(AgentCli cli, CancellationToken ct)
    {
        surroundings.State.Ensure();
        var id = Ids.New("probe");
        var root = Path.Combine(surroundings.State.Path, "probes");
        StateDirectory.EnsurePrivate(root);
        var folder = Path.Combine(root, id);
        var workspace = Path.Combine(folder, "workspace");
        StateDirectory.EnsurePrivate(folder);
        StateDirectory.EnsurePrivate(workspace);
        using var starter = new StarterThread();
        try
        {
            var environment = new Dictionary<string, string>(clis.EnvironmentOf(cli), StringComparer.Ordinal) { [SupervisedProcesses.Marker] = id };
            var redactor = new Redactor(KnownSecrets.From(environment));
            var started = surroundings.Time.GetTimestamp();
            var result = await new AttemptRunner(surroundings, starter, redactor).RunAsync(
                new AttemptOrder
                {
                    N = 1,
                    Cli = cli,
                    Prompt = Question,
                    AgentId = id,
                    Workspace = workspace,
                    Folder = folder,
                    Environment = environment,
                    Timeout = Timeout,
                    IdleTimeout = Timeout,
                    HasNext = true,
                    SkipPermissions = skipPermissions,
                },
                _ => { },
                ct);
            var seconds = Math.Round(surroundings.Time.GetElapsedTime(started).TotalSeconds, 1);
            var works = result.Verdict.Outcome == AttemptOutcome.Success;
            var words = works ? result.Report.FinalText : result.Verdict.Detail;
            return new(works, SnakeCase.Of(result.Verdict.Outcome), redactor.Redact(OneLine.Of(words, 200)), result.Report.Model, seconds, result.Report.CostUsd);
        }
        finally
        {
            Proof.ScratchDirectory.Delete(folder);
        }
    }
}
