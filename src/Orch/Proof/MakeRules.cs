using System.Text;
using System.Text.RegularExpressions;

namespace Orch.Proof;

/// <summary>Finds what a makefile runs for its goals: their recipes and those of what they depend on, with simple variables put in.</summary>
internal static partial class MakeRules
{
    /// <summary>The recipes as a shell script, and the files that the makefile includes.</summary>
    /// <param name="makefile">The text.</param>
    /// <param name="words">The words of the command that calls make; those that are targets are its goals, else the first target is.</param>
    public static (string Script, IReadOnlyList<string> Included) Of(string makefile, IReadOnlySet<string> words)
    {
        var text = makefile.Replace("\\\n", " ", StringComparison.Ordinal);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["MAKE"] = "make" };
        var recipes = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var needs = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<string>();
        var included = new List<string>();
        string[] current = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('\t'))
            {
                foreach (var target in current)
                {
                    recipes[target].Append(line.Trim().TrimStart('@', '-', '+')).Append('\n');
                }
            }
            else if (Variable().Match(line) is { Success: true } variable)
            {
                variables[variable.Groups["name"].Value] = variable.Groups["value"].Value.Trim();
            }
            else if (Include().Match(line) is { Success: true } include)
            {
                included.AddRange(Words(include.Groups["files"].Value));
            }
            else if (Rule().Match(line) is { Success: true } rule)
            {
                current = Words(Expand(rule.Groups["targets"].Value, variables));
                var rest = rule.Groups["rest"].Value.Split(';', 2);
                foreach (var target in current)
                {
                    order.Add(target);
                    recipes.TryAdd(target, new());
                    needs.TryAdd(target, []);
                    needs[target].AddRange(Words(Expand(rest[0], variables)));
                    recipes[target].Append(rest.Length == 2 ? rest[1].Trim().TrimStart('@', '-', '+') + "\n" : "");
                }
            }
        }

        var first = order.FirstOrDefault(target => !target.StartsWith('.'));
        var goals = order.Where(words.Contains).ToList();
        var open = new Queue<string>(goals.Count > 0 ? goals : first is null ? [] : [first]);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var script = new StringBuilder();
        while (open.TryDequeue(out var target))
        {
            if (!done.Add(target))
            {
                continue;
            }

            script.Append(recipes.GetValueOrDefault(target));
            foreach (var need in needs.GetValueOrDefault(target) ?? [])
            {
                open.Enqueue(need);
            }
        }

        return (Expand(script.ToString(), variables), included);
    }

    private static string Expand(string text, Dictionary<string, string> variables)
    {
        for (var depth = 0; depth < 3 && text.Contains('$', StringComparison.Ordinal); depth++)
        {
            text = Reference().Replace(text, match => variables.GetValueOrDefault(match.Groups["name"].Value, match.Value));
        }

        // What is left is the shell's: $$ is how make writes its sign.
        return text.Replace("$$", "$", StringComparison.Ordinal);
    }

    private static string[] Words(string text) => text.Split((char[])[' ', '\t', '|'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(export\s+)?(?<name>[A-Za-z_][A-Za-z_0-9]*)\s*(::?:?|\?)?=(?<value>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(-|s)?include\s+(?<files>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Include();

    [GeneratedRegex(@"^(?<targets>[^\s#:=][^:=#]*?)\s*::?(?!=)(?<rest>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\$[({](?<name>[A-Za-z_][A-Za-z_0-9]*)[)}]", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
