using Orch.State;
using Orch.Workspaces;

namespace Orch.Proof;

/// <summary>
/// Takes what an agent left uncommitted into one commit on top of HEAD, path by path. Secrets are looked for before any object reaches
/// the repository. Only HEAD where it belongs is moved: with another branch checked out, or in the middle of a merge, nothing is done.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="git">Runs git there, undisguised and without planted filters.</param>
/// <param name="attribution">Whose work it is.</param>
/// <param name="known">The secrets known by value.</param>
/// <param name="there">Untracked paths that were there before the agent began.</param>
/// <param name="environment">The user's environment.</param>
/// <param name="scratch">A private directory.</param>
internal sealed class LeftoverCommit(
    Workspace workspace, Git git, Attribution attribution, KnownSecrets known, IReadOnlySet<string> there, IReadOnlyDictionary<string, string> environment, string scratch)
{
    private static readonly string[] AddressVariables = ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL"];
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public async Task<LeftoverOutcome> MakeAsync(CancellationToken ct)
    {
        var plan = workspace.Plan;
        var head = await WorkspaceHeadReader.ReadAsync(git, workspace.Administration, plan.Branch, ct);
        var paths = (await StatusReader.ReadAsync(git, ct)).Select(entry => new LeftoverPath(entry.Path, entry.Kind, Size(entry)) { WasThere = there.Contains(entry.Path) }).ToList();
        var decided = LeftoverPolicy.Decide(paths);
        var target = head.Deliverable(plan.Branch, plan.IsExistingBranch);
        var obstacle = head.Operation is { } operation ? $"a {operation} was begun and not finished"
            : !head.IsInPlace(plan.Branch, plan.IsExistingBranch) ? $"{head.Branch ?? "a detached HEAD"} is checked out instead of {plan.Branch}"
            : null;
        if (decided.Commit.Count == 0 || obstacle is not null)
        {
            return new(target, [], decided.Left, decided.Commit.Count == 0 ? null : obstacle);
        }

        var secret = await FindSecretsAsync(head.Sha, decided.Commit, ct);
        decided = LeftoverPolicy.Decide(paths.Select(path => path with { SecretRule = secret.GetValueOrDefault(path.Path) }));
        var tree = await WriteTreeAsync(git, head.Sha, decided.Commit, ct);
        if (tree == await TreeOfAsync(head.Sha, ct))
        {
            await RefreshIndexAsync(ct);
            return new(target, [], decided.Left);
        }

        var message = LeftoverMessage.Of(attribution, new(known));
        var commit = (await (await WithIdentityAsync(ct)).RunAsync(["commit-tree", tree, "-p", head.Sha, "-F", "-"], message, ct: ct)).Trim();
        await git.RunAsync(["update-ref", "-m", "commit: what was left uncommitted (orch)", "HEAD", commit, head.Sha], ct: ct);
        await RefreshIndexAsync(ct);
        return new(commit, decided.Commit, decided.Left);
    }

    // The objects of this look go to a directory of its own: what is found to be secret never is in the repository.
    private async Task<Dictionary<string, string>> FindSecretsAsync(string head, IReadOnlyList<string> paths, CancellationToken ct)
    {
        var quarantine = Path.Combine(scratch, Ids.New("objects"));
        StateDirectory.EnsurePrivate(quarantine);
        try
        {
            var place = git.Place with
            {
                Variables =
                [
                    .. git.Place.Variables,
                    ("GIT_OBJECT_DIRECTORY", quarantine),
                    ("GIT_ALTERNATE_OBJECT_DIRECTORIES", Path.Combine(workspace.Plan.Repository.GitDirectory, "objects")),
                ],
            };
            var apart = git.With(place);
            var tree = await WriteTreeAsync(apart, head, paths, ct);
            var changes = new ChangeReader(apart);
            var entries = await changes.ReadCommitAsync([head, tree], ct);
            var texts = await new AddedTextReader(changes).ReadAsync([head, tree], entries, [], ct);
            return SecretsReader.Find(texts, new(known))
                .GroupBy(finding => finding.Path, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Rule, StringComparer.Ordinal);
        }
        finally
        {
            ScratchDirectory.Delete(quarantine);
        }
    }

    private async Task<string> WriteTreeAsync(Git at, string head, IReadOnlyList<string> paths, CancellationToken ct)
    {
        var index = Path.Combine(scratch, Ids.New("index"));
        try
        {
            var apart = at.With(null, (GitEnvironment.IndexVariable, index));
            await apart.RunAsync(["read-tree", head], ct: ct);
            await apart.RunAsync(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], string.Concat(paths.Select(path => $"{path}\0")), Long, ct);
            return (await apart.RunAsync(["write-tree"], timeout: Long, ct: ct)).Trim();
        }
        finally
        {
            File.Delete(index);
            File.Delete($"{index}.lock");
        }
    }

    private async Task<string> TreeOfAsync(string commit, CancellationToken ct) =>
        (await git.RunAsync(["rev-parse", "--verify", $"{commit}^{{tree}}"], ct: ct)).Trim();

    // git makes an address up from the user's and the machine's name when none is set anywhere.
    private async Task<Git> WithIdentityAsync(CancellationToken ct)
    {
        var isKnown = AddressVariables.Any(environment.ContainsKey) || await git.ValueAsync(["config", "--get", "user.email"], ct) is { Length: > 0 };
        return isKnown && await git.ValueAsync(["var", "GIT_COMMITTER_IDENT"], ct) is not null
            ? git
            : git.With(null, ("GIT_AUTHOR_NAME", "Orch"), ("GIT_AUTHOR_EMAIL", "orch@localhost"), ("GIT_COMMITTER_NAME", "Orch"), ("GIT_COMMITTER_EMAIL", "orch@localhost"));
    }

    // Nothing of the agent runs any more, so a lock that is there belongs to a git that was killed; it is kept aside.
    private async Task RefreshIndexAsync(CancellationToken ct)
    {
        if (!(await git.TryAsync(["reset", "--quiet"], timeout: Long, ct: ct)).Succeeded)
        {
            var stale = Path.Combine(workspace.Administration, "index.lock");
            if (File.Exists(stale))
            {
                File.Move(stale, $"{stale}.{Ids.New("stale")}");
            }

            await git.RunAsync(["reset", "--quiet"], timeout: Long, ct: ct);
        }
    }

    private long Size(StatusEntry entry)
    {
        var file = new FileInfo(Path.Combine(workspace.Plan.Directory, entry.Path));
        return file is { Exists: true, LinkTarget: null } ? file.Length : 0;
    }
}
