namespace Orch.ScriptedModel;

/// <summary>A request's target: <c>/s/SCENARIO~TAG</c> and then the path that the CLI appended.</summary>
internal sealed record RequestTarget(string Scenario, string? Tag, string Path)
{
    private const string Prefix = "/s/";

    /// <param name="rawTarget">The target as sent, still with its percent escapes: a tag may hold a slash.</param>
    public static RequestTarget Parse(string rawTarget)
    {
        var path = rawTarget.Split('?', 2)[0];
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return new RequestTarget("ok", null, Uri.UnescapeDataString(path));
        }

        var parts = path[Prefix.Length..].Split('/', 2);
        var run = parts[0].Split('~', 2);
        return new RequestTarget(
            Uri.UnescapeDataString(run[0]),
            run.Length > 1 ? Uri.UnescapeDataString(run[1]) : null,
            "/" + (parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""));
    }

    /// <summary>The path prefix for a scenario and a tag.</summary>
    public static string PrefixFor(string scenario, string? tag) =>
        Prefix + Uri.EscapeDataString(scenario) + (tag is null ? "" : "~" + Uri.EscapeDataString(tag));
}
