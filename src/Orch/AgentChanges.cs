using System.Text.Json;
using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>Reads what agents changed: from the workspace as it lies on disk, else from the commits and the rescued work. Nothing in the repository is written.</summary>
/// <param name="surroundings">What Orch was called in.</param>
/// <param name="state">The record.</param>
internal sealed class AgentChanges(Surroundings surroundings, OrchState state)
{
    /// <summary>The difference between where an agent began and where its work stands, uncommitted and untracked files included.</summary>
    /// <param name="name">The agent.</param>
    /// <param name="form">How it is written.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="OrchException">There is no work to look at, or it is gone (not found).</exception>
    public async Task<AgentChange> ReadAsync(string name, ChangeForm form, CancellationToken ct)
    {
        var stored = state.Agents.Get(name);
        var plan = Plan(stored);
        if (!Directory.Exists(plan.Repository.GitDirectory))
        {
            throw OrchException.NotFound($"the repository {plan.Repository.TopLevel} of {name} is gone, and its work with it");
        }

        var maker = new WorkspaceMaker(surroundings.Runner, surroundings.Environment, surroundings.Time);
        var repository = new Git(surroundings.Runner, surroundings.Environment, GitPlace.Bare(plan.Repository.GitDirectory));

        // Whoever follows it works in the same workspace: what lies there now is no longer its own.
        if (state.Agents.Follower(name) is null && maker.Open(plan) is { } workspace)
        {
            return await OfWorkspaceAsync(workspace, stored.Record, repository, form, ct);
        }

        var (commit, seen) = await StandsAtAsync(stored.Record, plan, repository, ct);
        var text = await DifferenceAsync(repository, Base(stored.Record, plan), commit, form, ct);
        return Redacted(Base(stored.Record, plan), seen, text, []);
    }

    internal static WorkspacePlan Plan(StoredAgent stored)
    {
        try
        {
            return Assignment.Parse(stored.Assignment).Plan;
        }
        catch (JsonException e)
        {
            throw OrchException.Failed($"the record of {stored.Record.Name} does not say where it worked", e);
        }
    }

    private static string Base(AgentRecord agent, WorkspacePlan plan) => agent.BaseSha ?? plan.BaseSha;

    /// <summary>Writes the tree of the workspace into a folder of objects that is thrown away.</summary>
    private async Task<AgentChange> OfWorkspaceAsync(Workspace workspace, AgentRecord agent, Git repository, ChangeForm form, CancellationToken ct)
    {
        var scratch = Directory.CreateTempSubdirectory("orch-diff-").FullName;
        try
        {
            var objects = Path.Combine(workspace.Plan.Repository.GitDirectory, "objects");
            IReadOnlyList<(string, string)> elsewhere = [("GIT_OBJECT_DIRECTORY", scratch), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects)];
            var tree = workspace.Tree with { Git = At(workspace.Git, elsewhere) };
            var changed = (await tree.ChangedAsync(ct)).Where(file => !file.IsNestedRepository).ToList();
            var left = changed.Where(file => IsLeft(tree.Directory, file)).Select(file => file.Path).ToList();
            var head = await tree.HeadAsync(ct);
            var whole = await new CommitBuilder(tree, scratch) { TakesUnfiltered = true }.TreeAsync(head, [.. changed.Select(file => file.Path).Except(left, StringComparer.Ordinal)], ct);
            var start = Base(agent, workspace.Plan);
            return Redacted(start, $"the workspace {tree.Directory}", await DifferenceAsync(At(repository, elsewhere), start, whole, form, ct), left);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static Git At(Git git, IReadOnlyList<(string Name, string Value)> variables) =>
        git.With(git.Place with { Variables = [.. git.Place.Variables, .. variables] });

    private static bool IsLeft(string root, ChangedFile file) =>
        new FileInfo(Path.Combine(root, file.Path)) is { Exists: true, LinkTarget: null } there
        && ((file.IsUntracked && SecretNames.LooksSecret(file.Path)) || there.Length > Rescue.Huge);

    /// <summary>Without a workspace the newest work is what was rescued, when it was made on top of what is recorded; else the commit that was checked; else the branch.</summary>
    private static async Task<(string Commit, string Seen)> StandsAtAsync(AgentRecord agent, WorkspacePlan plan, Git repository, CancellationToken ct)
    {
        var head = await CommitAsync(agent.HeadSha);
        var rescue = (await repository.ValueAsync(["for-each-ref", "--sort=-version:refname", "--count=1", "--format=%(refname)", $"refs/orch/rescue/{agent.Name}/"], ct)) is { Length: > 0 } found
            ? found
            : null;
        if (rescue is not null && (head is null || (await repository.TryAsync(["merge-base", "--is-ancestor", head, rescue], ct: ct)).Succeeded))
        {
            return (rescue, $"the saved work {rescue}");
        }

        if (head is not null)
        {
            return (head, $"the commit {Short(head)}");
        }

        return !plan.IsExistingBranch && await CommitAsync($"refs/heads/{plan.Branch}") is { } tip
            ? (tip, $"the branch {plan.Branch}")
            : throw OrchException.NotFound($"{agent.Name} left nothing to compare: it has no workspace{(agent.Workspace is null ? " yet" : " any more")} and made no commit; 'orch status {agent.Name}' says more");

        async Task<string?> CommitAsync(string? name) =>
            name is null ? null : await repository.ValueAsync(["rev-parse", "--verify", "--quiet", $"{name}^{{commit}}"], ct);
    }

    // The programs for differences that a configuration or an attribute may name are an agent's to plant.
    private static async Task<string> DifferenceAsync(Git git, string from, string to, ChangeForm form, CancellationToken ct) =>
        await git.RunAsync(["diff", "--no-ext-diff", "--no-textconv", "--no-color", "--submodule=short", "--find-renames", .. form.Arguments, from, to, "--"], ct: ct);

    private static string Short(string sha) => sha.Length > 12 ? sha[..12] : sha;

    private AgentChange Redacted(string start, string seen, string text, IReadOnlyList<string> left)
    {
        var clean = new Redactor(KnownSecrets.From(surroundings.Environment)).Redact(text);
        return new(start, seen, clean, left, clean != text);
    }
}
