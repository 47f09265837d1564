using System.Globalization;
using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>A list in pages: <c>nodes</c>, <c>edges</c>, <c>totalCount</c>, <c>pageInfo</c>.</summary>
internal static class GraphConnection
{
    public static GraphObject Of(JsonObject arguments, IEnumerable<GraphObject> items)
    {
        var all = items.ToList();
        var from = (string?)arguments["after"] is { Length: > 0 } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var count = (int?)arguments["first"] ?? all.Count;
        var page = arguments["last"] is { } last ? all.TakeLast((int)last).ToList() : [.. all.Skip(from).Take(count)];
        var end = from + page.Count;
        return new("Connection")
        {
            ["nodes"] = _ => page,
            ["edges"] = _ => page.Select(one => new GraphObject("Edge") { ["node"] = _ => one }),
            ["totalCount"] = _ => all.Count,
            ["issueCount"] = _ => all.Count,
            ["pageInfo"] = _ => new GraphObject("PageInfo")
            {
                ["hasNextPage"] = _ => arguments["last"] is null && end < all.Count,
                ["endCursor"] = _ => end.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>A list of things that this GitHub does not have.</summary>
    public static GraphObject Empty(JsonObject arguments) => Of(arguments, []);
}
