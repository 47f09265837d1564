using System.Reflection;
using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// The proof of one agent's work: takes in what was left uncommitted, checks the exact commit, and writes the evidence. Can be gone through
/// again after a repair. The checks of the delivery are added by whoever delivers.
/// </summary>
/// <param name="order">What is proved.</param>
/// <param name="surroundings">The user's environment, the launcher and the clock.</param>
/// <param name="starter">The thread that starts the validation.</param>
internal sealed class ProofRun(ProofOrder order, Surroundings surroundings, StarterThread starter)
{
    private readonly Workspace workspace = TrustedGit.Of(order.Workspace);
    private readonly KnownSecrets known = KnownSecrets.From(surroundings.Environment);
    private readonly Redactor redactor = new(KnownSecrets.From(surroundings.Environment));
    private readonly List<EvidenceCommand> commands = [];
    private readonly Dictionary<string, string> ownVersions = new(StringComparer.Ordinal)
    {
        ["orch"] = typeof(ProofRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
    };

    // Over all rounds: what the first round committed is not left over in the second.
    private readonly List<string> committedLeftovers = [];

    /// <summary>Whose work it is by now: a repair may have gone to another agent CLI.</summary>
    public Attribution Attribution { get; set; } = order.Attribution;

    private WorkspacePlan Plan => order.Workspace.Plan;

    /// <summary>Commits what the agent left uncommitted, as far as it belongs into a commit.</summary>
    public async Task<LeftoverOutcome> CommitLeftoversAsync(CancellationToken ct)
    {
        var there = order.Start.Untracked.ToHashSet(StringComparer.Ordinal);
        var outcome = await new LeftoverCommit(workspace, Attribution, known, there, order.Folder).MakeAsync(ct);
        committedLeftovers.AddRange(outcome.Committed);
        return outcome;
    }

    /// <summary>Makes the first five checks on what <see cref="CommitLeftoversAsync"/> gave.</summary>
    /// <param name="leftovers">The commit, and what was left.</param>
    /// <param name="remote">What was seen of the remote; null without one.</param>
    /// <param name="ct">Stops it; the validation's processes are ended.</param>
    public async Task<ProofFindings> CheckCommitAsync(LeftoverOutcome leftovers, RemoteObservation? remote, CancellationToken ct)
    {
        var repository = workspace.Repository;
        var facts = await new ProofReader(workspace, order.Start, order.Entrusted()).ReadAsync(leftovers, remote, ct);
        var committed = CommittedCheck.Judge(facts.Committed with { LeftoversCommitted = committedLeftovers.Distinct(StringComparer.Ordinal).Count() });
        var tamper = await new TamperReader(new(repository)).ReadAsync(Plan.BaseSha, leftovers.Head, facts.Files, order.Validate, ct);
        var secrets = await new SecretsReader(repository, known).ReadAsync(facts.Own, ct);
        var validation = await ValidateAsync(leftovers.Head, ct);
        ownVersions["git"] = (await repository.ValueAsync(["version"], ct))?.Replace("git version ", "", StringComparison.Ordinal) ?? "";
        return new()
        {
            HeadSha = leftovers.Head,
            Outcome = committed.Outcome,
            Checks = Redacted(
                committed.Check,
                ScopeCheck.Judge(facts.Scope),
                TamperCheck.Judge(tamper, order.MayChangeChecks),
                SecretsCheck.Judge(secrets),
                ValidationCheck.Judge(validation)),
            Leftovers = leftovers with { Committed = [.. committedLeftovers] },
            Files = facts.Files,
            Refs = facts.Scope.Refs,
            Validation = validation,
        };
    }

    /// <summary>Both in one.</summary>
    public async Task<ProofFindings> CheckAsync(RemoteObservation? remote, CancellationToken ct) => await CheckCommitAsync(await CommitLeftoversAsync(ct), remote, ct);

    /// <summary>Writes <c>evidence.json</c> and gives its path.</summary>
    /// <param name="findings">The last findings.</param>
    /// <param name="checks">All checks, those of the delivery among them.</param>
    /// <param name="attempts">The agent's attempts.</param>
    /// <param name="versions">Versions of further programs by name; those of orch and git are known.</param>
    public string WriteEvidence(ProofFindings findings, IReadOnlyList<CheckRecord> checks, IReadOnlyList<AttemptRecord> attempts, IReadOnlyDictionary<string, string> versions) =>
        EvidenceFile.Write(order.Folder, Evidence(findings, checks, attempts, versions));

    /// <summary>The evidence as it would be written now.</summary>
    public Evidence Evidence(ProofFindings findings, IReadOnlyList<CheckRecord> checks, IReadOnlyList<AttemptRecord> attempts, IReadOnlyDictionary<string, string> versions) => new()
    {
        Agent = Attribution.Agent,
        TaskId = Attribution.TaskId,
        BaseSha = Plan.BaseSha,
        HeadSha = findings.HeadSha,
        Branch = Plan.Branch,
        Checks = CheckNames.Complete(checks, "not reached"),
        Commands = [.. commands],
        Leftovers = new(
            [.. findings.Leftovers.Committed.Select(redactor.Redact)],
            [.. findings.Leftovers.Left.Take(EvidenceFile.MostListed).Select(left => left with { Path = redactor.Redact(left.Path) })]),
        Files = [.. findings.Files.Take(EvidenceFile.MostListed).Select(file => new EvidenceFileChange(redactor.Redact(file.Path), file.Status.ToString(), file.Added, file.Deleted))],
        FilesChanged = findings.Files.Count,
        Refs = findings.Refs,
        Attempts = [.. attempts.Select(EvidenceAttempt.Of)],
        Versions = ownVersions.Concat(versions).GroupBy(one => one.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal),
        WrittenAt = surroundings.Time.GetUtcNow(),
    };

    // Names of files and branches are the agent's words.
    private IReadOnlyList<CheckRecord> Redacted(params IReadOnlyList<CheckRecord> checks) => [.. checks.Select(check => check with { Detail = redactor.Redact(check.Detail) })];

    private async Task<ValidationOutcome?> ValidateAsync(string head, CancellationToken ct)
    {
        if (order.Validate is not { } command)
        {
            return null;
        }

        var outcome = await new ValidationRun(workspace, surroundings, starter, redactor).RunAsync(
            new()
            {
                Command = command,
                Commit = head,
                BaseSha = Plan.BaseSha,
                FurtherVariables = order.ValidateEnvironment,
                Setup = order.Setup,
                Timeout = order.ValidateTimeout,
                Folder = order.Folder,
                AgentId = order.AgentId,
            },
            order.Start.IsConfigurationIntact(Plan.Repository),
            ct);
        commands.Add(new(outcome.Command, head, outcome.ExitCode, outcome.TimedOut, (long)outcome.Duration.TotalMilliseconds, outcome.Log, outcome.LogSha256));
        return outcome;
    }
}
