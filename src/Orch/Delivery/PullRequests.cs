using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orch.Processes;

namespace Orch.Delivery;

/// <summary>Pull requests through the real <c>gh</c>. What gh cannot answer is a result: the work is delivered without.</summary>
/// <param name="gh">Asks GitHub.</param>
/// <param name="repository">The repository on GitHub; every call names it.</param>
internal sealed partial class PullRequests(GitHubCli gh, GitHubAddress repository)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>How long GitHub may take to notice a push. Default 15 seconds.</summary>
    public TimeSpan HeadPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock of <see cref="AwaitHeadAsync"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The open pull request of a branch of the repository itself, the oldest when it has several.</summary>
    public async Task<PullRequestAnswer> FindByHeadAsync(string head, CancellationToken ct)
    {
        var (all, answer) = await ReadAsync(["list", "--head", head, "--state", "open", "--limit", "100"], ct);

        // Forks may have branches of the same name.
        return all is null ? answer : new(all.Where(one => !one.IsCrossRepository && one.HeadBranch == head).MinBy(one => one.Number), null);
    }

    /// <summary>The newest pull requests, in whatever state, newest first; or why they cannot be had.</summary>
    public async Task<(IReadOnlyList<PullRequestFacts>? All, string? Trouble)> NewestAsync(int most, CancellationToken ct)
    {
        var (all, answer) = await ReadAsync(["list", "--state", "all", "--limit", $"{most}"], ct);
        return (all, all is null ? answer.Trouble : null);
    }

    /// <summary>The newest open pull requests, newest first; null when they cannot be had.</summary>
    public async Task<IReadOnlyList<PullRequestFacts>?> OpenAsync(int most, CancellationToken ct) =>
        (await ReadAsync(["list", "--state", "open", "--limit", $"{most}"], ct)).All;

    /// <summary>One pull request, in whatever state; <see cref="PullRequestAnswer.Found"/> is null when there is none of this number.</summary>
    public async Task<PullRequestAnswer> ViewAsync(int number, CancellationToken ct)
    {
        var (all, answer) = await ReadAsync(["view", $"{number}"], ct);
        return all is [var one] ? new(one, null) : answer;
    }

    /// <summary>Makes the pull request of a branch, or finds the one that is there: a branch has one open pull request, however often this is called.</summary>
    public async Task<PullRequestAnswer> CreateAsync(string head, string baseBranch, string title, string body, bool isDraft, CancellationToken ct)
    {
        var before = await FindByHeadAsync(head, ct);
        if (before.Found is not null || before.Trouble is not null)
        {
            return before;
        }

        var made = await RunAsync(
            ["create", "--head", head, "--base", baseBranch, "--title", gh.Redact(title), "--body-file", "-", .. isDraft ? (string[])["--draft"] : []], gh.Redact(body), ct);

        // Looked up instead of read from the output: only what was seen counts, also when the answer got lost or somebody else was faster.
        var after = await FindByHeadAsync(head, ct);
        if (after.Found is null && made.Succeeded && Page().Match(made.Output) is { Success: true } page)
        {
            // A list may lag behind.
            after = await ViewAsync(int.Parse(page.Groups["number"].Value, CultureInfo.InvariantCulture), ct);
        }

        if (after.Found is not null)
        {
            return after with { IsNew = made.Succeeded };
        }

        return made.Succeeded ? new(null, after.Trouble ?? "gh made a pull request that cannot be found again")
            : GhComplaint.SaysAlreadyThere(made) ? new(null, $"GitHub says that there is a pull request from {head} already, but does not show it")
            : GhComplaint.Of(made);
    }

    /// <summary>The text of a pull request; null when it cannot be had.</summary>
    public async Task<string?> BodyAsync(int number, CancellationToken ct)
    {
        var result = await gh.RunAsync(["api", "--hostname", "github.com", Endpoint(number)], "", ct);
        return result.Succeeded ? PullRequestJson.ReadBody(result.Output) : null;
    }

    /// <summary>Changes the text of a pull request.</summary>
    public async Task<bool> ChangeBodyAsync(int number, string body, CancellationToken ct)
    {
        var change = new JsonObject { ["body"] = gh.Redact(body) };
        var result = await gh.RunAsync(["api", "--hostname", "github.com", "--method", "PATCH", Endpoint(number), "--input", "-"], change.ToJsonString(), ct);
        return result.Succeeded;
    }

    /// <summary>Makes a draft one to be reviewed.</summary>
    public async Task<bool> MarkReadyAsync(int number, CancellationToken ct) => (await RunAsync(["ready", $"{number}"], "", ct)).Succeeded;

    /// <summary>Looks again until GitHub shows a commit that was just pushed as the head of an open pull request, or its patience is over.</summary>
    /// <returns>What was seen last.</returns>
    public async Task<PullRequestAnswer> AwaitHeadAsync(PullRequestAnswer answer, string commit, CancellationToken ct)
    {
        var started = Time.GetTimestamp();
        while (answer.Found is { IsOpen: true } found && found.HeadSha != commit && Time.GetElapsedTime(started) < HeadPatience)
        {
            await Task.Delay(Step, Time, ct);
            var again = await ViewAsync(found.Number, ct);
            if (again.Found is null)
            {
                return answer;
            }

            answer = again with { IsNew = answer.IsNew };
        }

        return answer;
    }

    private async Task<(IReadOnlyList<PullRequestFacts>? All, PullRequestAnswer Answer)> ReadAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (gh.Obstacle is { } obstacle)
        {
            return (null, new(null, obstacle));
        }

        var result = await RunAsync([.. arguments, "--json", PullRequestJson.Fields], "", ct);
        if (!result.Succeeded)
        {
            return (null, GhComplaint.Of(result));
        }

        return (PullRequestJson.Read(result.Output), new(null, "gh gave an answer that Orch cannot read; it may be too old or too new"));
    }

    private string Endpoint(int number) => $"repos/{repository.FullName}/pulls/{number}";

    private Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken ct) =>
        gh.RunAsync(["pr", .. arguments, "--repo", repository.Qualified], input, ct);

    [GeneratedRegex(@"https://github\.com/[^/\s]+/[^/\s]+/pull/(?<number>[0-9]{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
