using System.Text.Json.Nodes;

namespace Orch.Configuration;

/// <summary>What a value of the right form must not say.</summary>
internal static class SettingMeaning
{
    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public static string? Complaint(SettingRule rule, JsonNode value) => rule.Key switch
    {
        "run.base" or "agents.*.model" when value.GetValue<string>().StartsWith('-') => "may not begin with a hyphen",
        "agents.*.model_flag" when !value.GetValue<string>().StartsWith('-') => "takes an option of the program, as \"--model\"",
        "agents.*.env_unset" or "run.validate_env" => Texts(value).Select(UserNames.Variable).FirstOrDefault(wrong => wrong is not null) is { } wrong ? $"has a wrong name: {wrong}" : null,
        "workspace.copy" => Texts(value).FirstOrDefault(path => !IsInside(path)) is { } outside
            ? $"takes files and folders inside the checkout, by relative paths without '..' and not in .git; '{Agents.OneLine.Of(outside, 60)}' is none"
            : null,
        _ => null,
    };

    /// <summary>Whether a path names something below the directory that it is relative to, as far as the path alone tells.</summary>
    public static bool IsInside(string path)
    {
        var parts = path.Split('/');
        return path.Length > 0
            && !Path.IsPathRooted(path)
            && path[0] != '~'
            && !parts.Contains("..", StringComparer.Ordinal)
            && !parts.Any(part => part.Equals(".git", StringComparison.OrdinalIgnoreCase))
            && parts.Any(part => part is not ("" or "."));
    }

    private static IEnumerable<string> Texts(JsonNode value) => value.AsArray().Select(one => one!.GetValue<string>());
}
