using System.Text.Json;
using Orch.Processes;

namespace Orch.Delivery;

/// <summary>Pull requests through the real <c>gh</c>. What gh cannot answer is a result: the work is delivered without.</summary>
/// <param name="runner">Starts gh.</param>
/// <param name="environment">The user's environment, with the user's login.</param>
/// <param name="directory">A directory that is no checkout, so that gh takes nothing from it.</param>
/// <param name="repository">The repository on GitHub; every call names it.</param>
internal sealed class PullRequests(ProcessRunner runner, IReadOnlyDictionary<string, string> environment, string directory, GitHubAddress repository)
{
    private const string Fields = "number,url,title,state,isDraft,headRefName,headRefOid,baseRefName,headRepository,headRepositoryOwner,isCrossRepository,maintainerCanModify";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The open pull request of a branch of the repository itself.</summary>
    public async Task<PullRequestAnswer> FindByHeadAsync(string head, CancellationToken ct)
    {
        var (result, trouble) = await RunAsync(["pr", "list", "--repo", $"{repository}", "--head", head, "--state", "open", "--limit", "20", "--json", Fields], "", ct);
        if (trouble is not null)
        {
            return new(null, trouble);
        }

        using var document = JsonDocument.Parse(result!.Output);
        var own = document.RootElement.EnumerateArray().Select(Read).FirstOrDefault(one => !one.IsCrossRepository);
        return new(own, null);
    }

    /// <summary>One pull request; <see cref="PullRequestAnswer.Found"/> is null when there is none of this number.</summary>
    public async Task<PullRequestAnswer> ViewAsync(int number, CancellationToken ct)
    {
        var (result, trouble) = await RunAsync(["pr", "view", $"{number}", "--repo", $"{repository}", "--json", Fields], "", ct);
        if (trouble is not null)
        {
            return trouble.Contains("Could not resolve", StringComparison.OrdinalIgnoreCase) || trouble.Contains("no pull requests found", StringComparison.OrdinalIgnoreCase)
                ? new(null, null)
                : new(null, trouble);
        }

        using var document = JsonDocument.Parse(result!.Output);
        return new(Read(document.RootElement), null);
    }

    /// <summary>Makes the pull request of a branch, or finds the one that is there.</summary>
    public async Task<PullRequestAnswer> CreateAsync(string head, string baseBranch, string title, string body, CancellationToken ct)
    {
        var before = await FindByHeadAsync(head, ct);
        if (before.Found is not null || before.Trouble is not null)
        {
            return before;
        }

        var (_, trouble) = await RunAsync(
            ["pr", "create", "--repo", $"{repository}", "--head", head, "--base", baseBranch, "--title", title, "--body-file", "-"], body, ct);

        // Looked up again instead of read from the output: only what was seen counts, also when the answer got lost or somebody else was faster.
        var after = await FindByHeadAsync(head, ct);
        return after.Found is not null ? after with { IsNew = true } : new(null, trouble ?? after.Trouble ?? "gh made a pull request that cannot be found again");
    }

    private static PullRequestFacts Read(JsonElement one) => new(
        one.GetProperty("number").GetInt32(),
        one.GetProperty("url").GetString() ?? "",
        one.GetProperty("title").GetString() ?? "",
        one.GetProperty("state").GetString() ?? "",
        one.GetProperty("isDraft").GetBoolean(),
        one.GetProperty("headRefName").GetString() ?? "",
        one.GetProperty("headRefOid").GetString() ?? "",
        one.GetProperty("baseRefName").GetString() ?? "")
    {
        HeadOwner = Text(one, "headRepositoryOwner", "login"),
        HeadRepository = Text(one, "headRepository", "name"),
        IsCrossRepository = one.GetProperty("isCrossRepository").GetBoolean(),
        MaintainerCanModify = one.GetProperty("maintainerCanModify").GetBoolean(),
    };

    private static string? Text(JsonElement one, string field, string inner) =>
        one.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object && value.TryGetProperty(inner, out var text) ? text.GetString() : null;

    private async Task<(ProcessResult? Result, string? Trouble)> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken ct)
    {
        if (ProgramFinder.Find("gh", environment) is null)
        {
            return (null, "gh is not installed: install it with 'apt-get install gh' and log in with 'gh auth login'");
        }

        var quiet = new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["GH_PROMPT_DISABLED"] = "1", ["GH_NO_UPDATE_NOTIFIER"] = "1", ["NO_COLOR"] = "1" };
        var result = await runner.RunAsync(new ProcessSpec("gh", arguments) { Environment = quiet, WorkingDirectory = directory, Input = input, Timeout = Deadline }, ct);
        return result.Succeeded ? (result, null) : (null, $"gh {arguments[0]} {arguments[1]}: {result.Complaint}");
    }
}
