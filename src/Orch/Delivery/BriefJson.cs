using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orch.Agents;

namespace Orch.Delivery;

/// <summary>Asks GitHub for a brief and reads its answer.</summary>
internal static partial class BriefJson
{
    private const string Query = """
        query PullRequestBrief($owner: String!, $name: String!, $number: Int!) {
          repository(owner: $owner, name: $name) {
            pullRequest(number: $number) {
              title
              body
              author { login }
              reviews(last: 50) { nodes { author { login } authorAssociation state body } }
              reviewThreads(first: 100) {
                nodes { isResolved isOutdated path line comments(first: 50) { nodes { author { login } authorAssociation body } } }
              }
              commits(last: 1) {
                nodes { commit { statusCheckRollup { contexts(first: 100) { nodes {
                  __typename
                  ... on CheckRun { databaseId name conclusion detailsUrl }
                  ... on StatusContext { context state description targetUrl }
                } } } } }
              }
            }
          }
        }
        """;

    private static readonly string[] Failed = ["FAILURE", "ERROR", "TIMED_OUT", "STARTUP_FAILURE", "ACTION_REQUIRED"];

    /// <summary>The request.</summary>
    public static string Request(GitHubAddress repository, int number) => new JsonObject
    {
        ["query"] = Query,
        ["variables"] = new JsonObject { ["owner"] = repository.Owner, ["name"] = repository.Name, ["number"] = number },
    }.ToJsonString();

    /// <summary>The answer; null when it is something else.</summary>
    public static BriefFacts? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var pull = document.RootElement.At("data", "repository", "pullRequest");
            return pull.Text("title") is { } title
                ? new(title, Remark(pull), [.. Blocking(pull)], [.. Unresolved(pull)], [.. Failures(pull)])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A later review of the same person takes the place of the one before.
    private static IEnumerable<BriefRemark> Blocking(JsonElement pull) => pull.Items("reviews", "nodes")
        .Where(review => review.Text("state") is "CHANGES_REQUESTED" or "APPROVED" or "DISMISSED")
        .GroupBy(review => review.Text("author", "login"), StringComparer.Ordinal)
        .Select(group => group.Last())
        .Where(review => review.Text("state") == "CHANGES_REQUESTED" && !string.IsNullOrWhiteSpace(review.Text("body")))
        .Select(Remark);

    private static IEnumerable<BriefThread> Unresolved(JsonElement pull) => pull.Items("reviewThreads", "nodes")
        .Where(thread => !thread.IsTrue("isResolved"))
        .Select(thread => new BriefThread(
            thread.Text("path") ?? "", thread.Count("line"), thread.IsTrue("isOutdated"), [.. thread.Items("comments", "nodes").Select(Remark)]));

    private static IEnumerable<BriefFailure> Failures(JsonElement pull) => pull.Items("commits", "nodes")
        .SelectMany(one => one.Items("commit", "statusCheckRollup", "contexts", "nodes"))
        .Select(check => new BriefFailure(
            check.Text("name") ?? check.Text("context") ?? "",
            check.Text("conclusion") ?? check.Text("state") ?? "",
            Job(check),
            check.Text("detailsUrl") ?? check.Text("targetUrl")))
        .Where(failure => Failed.Contains(failure.Result, StringComparer.Ordinal));

    private static BriefRemark Remark(JsonElement json) => new(json.Text("author", "login"), json.Text("authorAssociation"), json.Text("body") ?? "");

    // Only the checks of GitHub Actions have a log there; their page names the job.
    private static long? Job(JsonElement check) =>
        JobPage().Match(check.Text("detailsUrl") ?? "") is { Success: true } page ? long.Parse(page.Groups["job"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^https://github\.com/[^/]+/[^/]+/actions/runs/[0-9]+/jobs?/(?<job>[0-9]{1,18})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex JobPage();
}
