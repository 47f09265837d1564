using System.Text.Json;
using Orch.Agents;

namespace Orch.Delivery;

/// <summary>Reads what <c>gh … --json</c> prints.</summary>
internal static class PullRequestJson
{
    /// <summary>What to ask for.</summary>
    public const string Fields =
        "number,url,title,state,isDraft,headRefName,headRefOid,baseRefName,headRepository,headRepositoryOwner,isCrossRepository,maintainerCanModify";

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

    /// <summary>The text of a pull request in a document of the REST interface; empty when it has none, null when the document is something else.</summary>
    public static string? ReadBody(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Count("number") is null ? null : document.RootElement.Text("body") ?? "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PullRequestFacts? One(JsonElement json) =>
        json.Count("number") is { } number and > 0 and <= int.MaxValue
        && json.Text("url") is { } url
        && json.Text("state") is { } state
        && json.Text("headRefName") is { } head
        && json.Text("headRefOid") is { } sha
        && json.Text("baseRefName") is { } to
            ? new((int)number, url, json.Text("title") ?? "", state, json.IsTrue("isDraft"), head, sha, to)
            {
                HeadOwner = NotEmpty(json.Text("headRepositoryOwner", "login")),
                HeadRepository = NotEmpty(json.Text("headRepository", "name")),
                IsCrossRepository = json.IsTrue("isCrossRepository"),
                MaintainerCanModify = json.IsTrue("maintainerCanModify"),
            }
            : null;

    // gh prints empty text for an owner that is gone.
    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
