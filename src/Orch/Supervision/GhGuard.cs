using System.Buffers;

namespace Orch.Supervision;

/// <summary>
/// Decides which calls of <c>gh</c> an agent may make: those that only read. What is written to GitHub is the delivery's, after the checks.
/// </summary>
internal static class GhGuard
{
    private static readonly Dictionary<string, string[]> Reading = new(StringComparer.Ordinal)
    {
        ["pr"] = ["list", "ls", "view", "status", "diff", "checks", "checkout", "co"],
        ["issue"] = ["list", "ls", "view", "status"],
        ["run"] = ["list", "ls", "view", "watch", "download"],
        ["workflow"] = ["list", "ls", "view"],
        ["repo"] = ["list", "ls", "view", "clone"],
        ["release"] = ["list", "ls", "view", "download"],
        ["gist"] = ["list", "ls", "view", "clone"],
        ["label"] = ["list", "ls"],
        ["cache"] = ["list", "ls"],
        ["ruleset"] = ["list", "ls", "view", "check"],
        ["search"] = ["code", "commits", "issues", "prs", "repos"],
        ["auth"] = ["status"],
        ["config"] = ["get", "list", "ls"],
    };

    private static readonly string[] Harmless = ["status", "version", "help", "completion", "--version", "--help", "-h"];
    private static readonly SearchValues<char> TakingValues = SearchValues.Create("XfFHqtp");
    private static readonly string[] FieldOptions = ["--field", "--raw-field", "--input"];

    /// <summary>Why a call is refused, in one line; null when it may be made.</summary>
    /// <param name="arguments">The arguments of <c>gh</c>.</param>
    public static string? Refusal(IReadOnlyList<string> arguments)
    {
        if (arguments is [] || Harmless.Contains(arguments[0], StringComparer.Ordinal) || IsHelp(arguments))
        {
            return null;
        }

        var isRead = arguments[0] == "api" ? OnlyReads([.. arguments.Skip(1)])
            : Reading.TryGetValue(arguments[0], out var commands) && Command(arguments) is var command && (command is null || commands.Contains(command, StringComparer.Ordinal));
        return isRead ? null
            : $"orch: 'gh {string.Join(' ', arguments.Take(2))}' is refused: an agent reads from GitHub and does not write to it; leave your commits on this branch, they are checked and delivered for you";
    }

    // Behind an option it could be that one's value.
    private static bool IsHelp(IReadOnlyList<string> arguments) =>
        arguments.Count <= 3 && arguments[^1] is "--help" or "-h" && arguments.SkipLast(1).All(word => !word.StartsWith('-'));

    // gh takes the repository before the command as well; any other option there is taken for the command, and refused.
    private static string? Command(IReadOnlyList<string> arguments)
    {
        for (var at = 1; at < arguments.Count; at++)
        {
            if (arguments[at] is "-R" or "--repo")
            {
                at++;
            }
            else if (!arguments[at].StartsWith("--repo=", StringComparison.Ordinal))
            {
                return arguments[at];
            }
        }

        return null;
    }

    private static bool OnlyReads(IReadOnlyList<string> arguments)
    {
        string? method = null;
        var fields = new List<string>();
        for (var at = 0; at < arguments.Count; at++)
        {
            var word = arguments[at];
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var (name, value) = word.Split('=', 2) is [var before, var after] ? (before, after) : (word, arguments.ElementAtOrDefault(at + 1) ?? "");
                method = name == "--method" ? value : method;
                if (FieldOptions.Contains(name, StringComparer.Ordinal))
                {
                    fields.Add(name == "--input" ? "@" : value);
                }
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                // Short options may be run together: -iXPOST.
                var option = word.AsSpan(1).IndexOfAny(TakingValues) + 1;
                if (option > 0)
                {
                    var value = option + 1 < word.Length ? word[(option + 1)..].TrimStart('=') : arguments.ElementAtOrDefault(at + 1) ?? "";
                    method = word[option] == 'X' ? value : method;
                    if (word[option] is 'f' or 'F')
                    {
                        fields.Add(value);
                    }
                }
            }
        }

        var isGraph = arguments.Any(word => word.TrimStart('/').Equals("graphql", StringComparison.OrdinalIgnoreCase));
        return isGraph
            ? fields.Count > 0 && fields.All(field => !field.Contains("mutation", StringComparison.OrdinalIgnoreCase) && !field.StartsWith('@') && !field.StartsWith("query=@", StringComparison.Ordinal))
            : method is null ? fields.Count == 0 : method.ToUpperInvariant() is "GET" or "HEAD";
    }
}
