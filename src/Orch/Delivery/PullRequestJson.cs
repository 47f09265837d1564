using System.Text.Json;
using Orch.Agents;

namespace Orch.Delivery;

/// <summary>Reads what <c>gh … --json</c> prints.</summary>
internal static class PullRequestJson
{
    /// <summary>What to ask for.</summary>
    public const string Fields =
        "number,title,state,isDraft,url,headRefName,headRefOid,baseRefName,headRepository,headRepositoryOwner,isCrossRepository,maintainerCanModify";

    /// <summary>The pull requests in a document that is one or a list of them; null when it is something else.</summary>
    public static IReadOnlyList<PullRequestFacts>? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            List<JsonElement> all = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            var read = all.Select(One).OfType<PullRequestFacts>().ToList();
            return read.Count == all.Count ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PullRequestFacts? One(JsonElement json) =>
        json.Count("number") is { } number and > 0 and <= int.MaxValue
        && json.Text("url") is { } url
        && json.Text("headRefName") is { } head
        && json.Text("baseRefName") is { } to
        && Enum.TryParse<PullRequestState>(json.Text("state"), ignoreCase: true, out var state)
            ? new()
            {
                Number = (int)number,
                Url = url,
                Title = json.Text("title") ?? "",
                State = state,
                IsDraft = json.IsTrue("isDraft"),
                HeadBranch = head,
                HeadSha = NotEmpty(json.Text("headRefOid")),
                BaseBranch = to,
                HeadOwner = NotEmpty(json.Text("headRepositoryOwner", "login")),
                HeadName = NotEmpty(json.Text("headRepository", "name")),
                IsCrossRepository = json.IsTrue("isCrossRepository"),
                MaintainerCanModify = json.IsTrue("maintainerCanModify"),
            }
            : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
