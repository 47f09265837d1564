using System.Globalization;
using System.Text.RegularExpressions;
using Orch.Processes;
using Orch.State;
using Orch.Workspaces;

namespace Orch.Delivery;

/// <summary>The pull requests of one repository, over the user's own <c>gh</c>. What GitHub says, or that it says nothing, is a result.</summary>
/// <param name="runner">Starts gh.</param>
/// <param name="environment">The user's environment, with the login of gh.</param>
/// <param name="directory">Where gh runs: a directory of Orch's own, for gh asks git about the one it is in.</param>
/// <param name="repository">Which repository.</param>
internal sealed partial class PullRequests(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, string directory, GitHubAddress repository)
{
    // GH_REPO and GH_HOST would lead elsewhere, the others change what is printed.
    private static readonly string[] Unwanted = ["GH_REPO", "GH_HOST", "GH_DEBUG", "DEBUG", "GH_FORCE_TTY", "CLICOLOR_FORCE"];

    /// <summary>How long gh may take for one request. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The open pull request from a branch of this repository; one into <paramref name="preferredBase"/> when there are several.</summary>
    public async Task<PullRequestResult> FindByHeadAsync(string head, string? preferredBase, CancellationToken ct)
    {
        var (all, failure) = await ReadAsync(["list", "--head", head, "--state", "open", "--limit", "100"], ct);
        if (all is null)
        {
            return failure!;
        }

        // Forks may have branches of the same name.
        var found = all
            .Where(one => !one.IsCrossRepository && one.HeadBranch == head)
            .OrderByDescending(one => one.BaseBranch == preferredBase)
            .ThenBy(one => one.Number)
            .FirstOrDefault();
        return found is null
            ? new(PullRequestOutcome.NotFound, null, $"no open pull request from {head} in {repository.FullName}")
            : PullRequestResult.Of(PullRequestOutcome.Found, found);
    }

    /// <summary>One pull request, in whatever state.</summary>
    public async Task<PullRequestResult> ViewAsync(int number, CancellationToken ct)
    {
        var (all, failure) = await ReadAsync(["view", number.ToString(CultureInfo.InvariantCulture)], ct);
        return all is [var one] ? PullRequestResult.Of(PullRequestOutcome.Found, one) : failure ?? Unreadable();
    }

    /// <summary>Sees to it that there is exactly one open pull request from the branch: finds it, or creates it.</summary>
    public async Task<PullRequestResult> CreateAsync(PullRequestOrder order, CancellationToken ct)
    {
        var before = await FindByHeadAsync(order.Head, order.Base, ct);
        if (before.Outcome != PullRequestOutcome.NotFound)
        {
            return before;
        }

        var created = await RunAsync(["create", "--title", order.Title, "--body-file", "-", "--head", order.Head, "--base", order.Base], order.Body, ct);
        if (created.Succeeded && Page().Match(created.Output) is { Success: true } page)
        {
            return await CreatedAsync(order, page.Value, int.Parse(page.Groups["number"].Value, CultureInfo.InvariantCulture), ct);
        }

        // Somebody else was faster, or it was created and only the answer was lost.
        var after = await FindByHeadAsync(order.Head, order.Base, ct);
        if (after.Outcome == PullRequestOutcome.Found)
        {
            return after;
        }

        return GhComplaint.SaysAlreadyThere(created)
            ? new(PullRequestOutcome.Unavailable, null, $"GitHub says that there is a pull request from {order.Head} already, but does not show it")
            : created.Succeeded ? Unreadable() : GhComplaint.Of(created);
    }

    private async Task<PullRequestResult> CreatedAsync(PullRequestOrder order, string url, int number, CancellationToken ct)
    {
        var seen = await ViewAsync(number, ct);
        return PullRequestResult.Of(PullRequestOutcome.Created, seen.Facts ?? new()
        {
            Number = number,
            Url = url,
            Title = order.Title,
            State = PullRequestState.Open,
            HeadBranch = order.Head,
            BaseBranch = order.Base,
            HeadOwner = repository.Owner,
            HeadName = repository.Name,
        });
    }

    private async Task<(IReadOnlyList<PullRequestFacts>? All, PullRequestResult? Failure)> ReadAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (ProgramFinder.Find("gh", environment) is null)
        {
            return (null, new(PullRequestOutcome.Unavailable, null, $"gh is not installed; run: {InstallHint.For("gh", environment)}"));
        }

        var result = await RunAsync([.. arguments, "--json", PullRequestJson.Fields], "", ct);
        if (!result.Succeeded)
        {
            return (null, GhComplaint.Of(result));
        }

        return PullRequestJson.Read(result.Output) is { } all ? (all, null) : (null, Unreadable());
    }

    private async Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken ct)
    {
        var result = await runner.RunAsync(
            new("gh", ["pr", .. arguments, "--repo", repository.Qualified])
            {
                Environment = Surroundings(),
                WorkingDirectory = directory,
                Input = input,
                Timeout = Timeout,
            },
            ct);
        return result with { Error = new Redactor(KnownSecrets.From(environment)).Redact(result.Error) };
    }

    private Dictionary<string, string> Surroundings()
    {
        var surroundings = new Dictionary<string, string>(GitEnvironment.Clean(environment, []), StringComparer.Ordinal)
        {
            ["GH_PROMPT_DISABLED"] = "1",
            ["GH_NO_UPDATE_NOTIFIER"] = "1",
            ["GH_SPINNER_DISABLED"] = "1",
            ["NO_COLOR"] = "1",
        };
        foreach (var name in Unwanted)
        {
            surroundings.Remove(name);
        }

        return surroundings;
    }

    private static PullRequestResult Unreadable() => new(PullRequestOutcome.Unavailable, null, "gh gave an answer that Orch cannot read; it may be too old or too new");

    [GeneratedRegex(@"https://github\.com/[^/\s]+/[^/\s]+/pull/(?<number>[0-9]{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
