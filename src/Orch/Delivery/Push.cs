using Orch.Processes;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>Brings a commit to a branch of the remote: forward only, never over somebody else's work, and seen to be there afterwards. Doing it twice does it once.</summary>
internal sealed class Push(ProcessRunner runner)
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Carries the order out. What the remote says is a result.</summary>
    /// <exception cref="OrchException">git is not there, or the scratch directory cannot be used (environment).</exception>
    public async Task<PushResult> RunAsync(PushOrder order, CancellationToken ct)
    {
        if (PushRules.Problem(order) is { } problem)
        {
            return new(PushOutcome.Refused, problem);
        }

        try
        {
            using var repository = await PushRepository.CreateAsync(runner, order, ct);
            return await RunAsync(repository, order, ct);
        }
        catch (OrchException e) when (e.Kind == OrchErrorKind.Failed)
        {
            // git cannot even read the repository: damaged objects, a full disk.
            return new(PushOutcome.Refused, Agents.OneLine.Of(e.Message));
        }
    }

    private static async Task<PushResult> RunAsync(PushRepository repository, PushOrder order, CancellationToken ct)
    {
        var git = repository.Git;
        if (!await SucceedsAsync(git, ["check-ref-format", $"refs/heads/{order.Branch}"], ct))
        {
            return new(PushOutcome.Refused, $"'{order.Branch}' is not a name that a branch can have");
        }

        if (!await SucceedsAsync(git, ["cat-file", "-e", $"{order.Commit}^{{commit}}"], ct))
        {
            return new(PushOutcome.Refused, $"there is no commit {PushRules.Short(order.Commit)} in {order.ObjectsDirectory}");
        }

        var seen = await HeadsAsync(git, order, [], ct);
        if (seen.Heads is not { } heads)
        {
            return new(PushOutcome.Unreachable, $"the remote cannot be read: {seen.Complaint}");
        }

        var tip = Tip(heads, order);
        order = tip is not null && order.PushedBefore.Contains(tip) ? order with { Expected = tip } : order;
        return PushRules.BeforePush(order, tip)
            ?? await BackwardsAsync(git, order, ct)
            ?? await new LfsUpload(git, repository.Directory, order).RunAsync(await LfsPointers.FindAsync(git, order.Commit, heads.Values.Distinct(StringComparer.Ordinal), ct), ct)
            ?? await PushAsync(git, order, ct);
    }

    private static async Task<PushResult> PushAsync(Git git, PushOrder order, CancellationToken ct)
    {
        var name = $"refs/heads/{order.Branch}";
        var pushed = await git.TryAsync(
            [
                "push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no",
                $"--force-with-lease={name}:{order.Expected}", PushEnvironment.Remote, $"{order.Commit}:{name}",
            ],
            timeout: NetworkTimeout, ct: ct);

        // What the remote has is what counts: an answer may get lost, and another push of the same commit may have been faster.
        var seen = await HeadsAsync(git, order, [name], ct);
        var tip = seen.Heads is { } heads ? Tip(heads, order) : null;
        if (tip == order.Commit)
        {
            return new(PushOutcome.Pushed, $"{order.Branch} at the remote is at {PushRules.Short(tip)}", tip);
        }

        if (!pushed.Succeeded)
        {
            return PushComplaint.Of(order, pushed) with { RemoteTip = tip };
        }

        return seen.Heads is null
            ? new(PushOutcome.Unreachable, $"git says it pushed, but the remote cannot be read again: {seen.Complaint}")
            : new(PushOutcome.Diverged, $"{order.Branch} was pushed, but the remote has it at {(tip is null ? "no commit" : PushRules.Short(tip))} now", tip);
    }

    /// <summary>The lease alone would let the branch go backwards or sideways from where it was expected.</summary>
    private static async Task<PushResult?> BackwardsAsync(Git git, PushOrder order, CancellationToken ct)
    {
        if (order.Expected is not { } expected)
        {
            return null;
        }

        var result = await git.TryAsync(["merge-base", "--is-ancestor", expected, order.Commit], ct: ct);
        var (branch, tip) = (order.Branch, PushRules.Short(expected));
        return result.ExitCode switch
        {
            0 => null,
            1 => new(PushOutcome.Diverged, $"{branch} at the remote is at {tip}, which the commit does not build on; merge or rebase first", expected),
            _ => new(PushOutcome.Diverged, $"{branch} at the remote is at {tip}, which is not known here; fetch it first", expected),
        };
    }

    private static async Task<(Dictionary<string, string>? Heads, string Complaint)> HeadsAsync(Git git, PushOrder order, string[] patterns, CancellationToken ct)
    {
        var result = await git.TryAsync(["ls-remote", "--heads", PushEnvironment.Remote, .. patterns], timeout: NetworkTimeout, ct: ct);
        if (!result.Succeeded)
        {
            return (null, PushComplaint.OneLine(result, order));
        }

        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in result.Output.Split('\n').Select(line => line.Split('\t')))
        {
            if (parts is [var sha, var name])
            {
                heads[name] = sha;
            }
        }

        return (heads, "");
    }

    private static string? Tip(Dictionary<string, string> heads, PushOrder order) => heads.GetValueOrDefault($"refs/heads/{order.Branch}");

    private static async Task<bool> SucceedsAsync(Git git, IReadOnlyList<string> arguments, CancellationToken ct) =>
        (await git.TryAsync(arguments, ct: ct)).Succeeded;
}
