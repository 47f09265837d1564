using Orch.Processes;

namespace Orch.Delivery;

/// <summary>Fetches what there is to read at a pull request.</summary>
/// <param name="gh">Asks GitHub.</param>
/// <param name="repository">The repository.</param>
internal sealed class PullRequestBriefs(GitHubCli gh, GitHubAddress repository)
{
    private const int MostLogs = 5;

    /// <summary>The brief; what cannot be had is said in it, for the work can begin without.</summary>
    public async Task<PullRequestBrief> FetchAsync(int number, CancellationToken ct)
    {
        var result = await gh.RunAsync(["api", "graphql", "--hostname", "github.com", "--input", "-"], BriefJson.Request(repository, number), ct);
        if (!result.Succeeded || BriefJson.Read(result.Output) is not { } facts)
        {
            var reason = result.Succeeded ? "gh gave an answer that Orch cannot read" : GhComplaint.Of(result).Trouble ?? "GitHub does not know it";
            return new([], [$"the texts of pull request {number} could not be read, so the agent works without them: {reason}"]);
        }

        var parts = BriefText.Parts(number, facts).ToList();
        var warnings = new List<string>();
        foreach (var failure in facts.Failures.Take(MostLogs))
        {
            var (log, trouble) = failure.Job is { } job ? await LogAsync(job, ct) : (null, null);
            parts.Add(BriefText.Failure(number, failure, log, trouble));
            if (trouble is not null)
            {
                warnings.Add($"the log of the failing check {Agents.OneLine.Of(failure.Name)} could not be read: {trouble}");
            }
        }

        if (facts.Failures.Count > MostLogs)
        {
            parts.Add(new($"pull request {number}, further failing checks", string.Join('\n', facts.Failures.Skip(MostLogs).Select(failure => Agents.OneLine.Of(failure.Name)))));
        }

        return new([.. parts.Select(part => new BriefPart(gh.Redact(part.Label), gh.Redact(part.Text)))], warnings);
    }

    private async Task<(string? Log, string? Trouble)> LogAsync(long job, CancellationToken ct)
    {
        var result = await gh.RunAsync(["api", "--hostname", "github.com", $"repos/{repository.FullName}/actions/jobs/{job}/logs"], "", ct);
        return result.Succeeded ? (result.Output, null) : (null, GhComplaint.Of(result).Trouble ?? result.Complaint);
    }
}
