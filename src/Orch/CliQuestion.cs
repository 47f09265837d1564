using Orch.Agents;
using Orch.Processes;
using Orch.State;
using Orch.Supervision;

namespace Orch;

/// <summary>Asks an agent CLI one question outside of any agent, in an empty private directory that is gone afterwards.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="agents">The configured tables of agent CLIs, secrets included.</param>
/// <param name="skipPermissions">The CLI works unattended; otherwise its own rules hold.</param>
internal sealed class CliQuestion(Surroundings surroundings, IReadOnlyDictionary<string, AgentSettings> agents, bool skipPermissions)
{
    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="cli">Whom.</param>
    /// <param name="prompt">What.</param>
    /// <param name="schema">The JSON schema of the answer, for a CLI that takes one; null for an answer in words.</param>
    /// <param name="timeout">The most that it may take.</param>
    /// <param name="ct">Ends the CLI.</param>
    /// <returns>How it ended; its words, without secrets, are the report's final text.</returns>
    public async Task<AttemptResult> AskAsync(AgentCli cli, string prompt, string? schema, TimeSpan timeout, CancellationToken ct)
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
            var own = ConfiguredEnvironment.Of(surroundings.Environment, cli.Name, agents.GetValueOrDefault(cli.Name));
            var environment = new Dictionary<string, string>(own, StringComparer.Ordinal) { [SupervisedProcesses.Marker] = id };
            var redactor = new Redactor(KnownSecrets.From(environment));
            var result = await new AttemptRunner(surroundings, starter, redactor).RunAsync(
                new AttemptOrder
                {
                    N = 1,
                    Cli = cli,
                    Prompt = prompt,
                    AnswerSchema = schema,
                    AgentId = id,
                    Workspace = workspace,
                    Folder = folder,
                    Environment = environment,
                    Timeout = timeout,
                    IdleTimeout = timeout,
                    HasNext = true,
                    SkipPermissions = skipPermissions,
                },
                _ => { },
                ct);
            return result with
            {
                Verdict = result.Verdict with { Detail = result.Verdict.Detail is { } detail ? redactor.Redact(detail) : null },
                Report = result.Report with { FinalText = result.Report.FinalText is { } text ? redactor.Redact(text) : null },
            };
        }
        finally
        {
            Proof.ScratchDirectory.Delete(folder);
        }
    }
}
