using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>Reads the query language as far as <c>gh</c> writes it: no directives, no subscriptions, one operation.</summary>
internal sealed partial class GraphParser
{
    private readonly List<string> tokens;
    private int at;

    private GraphParser(string text) => tokens = [.. Token().Matches(text).Select(match => match.Value)];

    private string Next => at < tokens.Count ? tokens[at] : "";

    public static GraphDocument Parse(string text) => new GraphParser(text).Document();

    private GraphDocument Document()
    {
        string? name = null;
        var isMutation = false;
        var defaults = new Dictionary<string, GraphValue>(StringComparer.Ordinal);
        IReadOnlyList<GraphSelection> selections = [];
        var fragments = new Dictionary<string, GraphSelection>(StringComparer.Ordinal);
        while (at < tokens.Count)
        {
            if (Skip("fragment"))
            {
                var fragment = Take();
                Expect("on");
                fragments[fragment] = new() { OnType = Take(), Selections = Selections() };
                continue;
            }

            if (Next != "{")
            {
                isMutation = Take() == "mutation";
                name = Next is "(" or "{" ? null : Take();
                Variables(defaults);
            }

            selections = Selections();
        }

        return new(name, isMutation, defaults, selections, fragments);
    }

    private void Variables(Dictionary<string, GraphValue> defaults)
    {
        if (!Skip("("))
        {
            return;
        }

        while (!Skip(")"))
        {
            var name = Take()[1..];
            Expect(":");
            while (Next is not ("=" or ")") && Next[0] != '$')
            {
                Take();
            }

            if (Skip("="))
            {
                defaults[name] = Value();
            }
        }
    }

    private List<GraphSelection> Selections()
    {
        Expect("{");
        var list = new List<GraphSelection>();
        while (!Skip("}"))
        {
            list.Add(Skip("...") ? Fragment() : Field());
        }

        return list;
    }

    private GraphSelection Fragment()
    {
        if (Skip("on"))
        {
            return new() { OnType = Take(), Selections = Selections() };
        }

        return Next == "{" ? new() { Selections = Selections() } : new() { Spread = Take() };
    }

    private GraphSelection Field()
    {
        var alias = Take();
        var name = Skip(":") ? Take() : alias;
        var arguments = new Dictionary<string, GraphValue>(StringComparer.Ordinal);
        if (Skip("("))
        {
            while (!Skip(")"))
            {
                var argument = Take();
                Expect(":");
                arguments[argument] = Value();
            }
        }

        return new() { Field = name, Alias = alias, Arguments = arguments, Selections = Next == "{" ? Selections() : [] };
    }

    private GraphValue Value()
    {
        var token = Take();
        switch (token)
        {
            case "[":
                var items = new List<GraphValue>();
                while (!Skip("]"))
                {
                    items.Add(Value());
                }

                return variables => new JsonArray([.. items.Select(item => item(variables)?.DeepClone())]);
            case "{":
                var members = new List<KeyValuePair<string, GraphValue>>();
                while (!Skip("}"))
                {
                    var name = Take();
                    Expect(":");
                    members.Add(new(name, Value()));
                }

                return variables => new JsonObject(members.Select(one => KeyValuePair.Create(one.Key, one.Value(variables)?.DeepClone())));
            case ['$', ..]:
                return variables => variables.GetValueOrDefault(token[1..]);
            case ['"', ..] or "true" or "false" or "null" or ['-' or (>= '0' and <= '9'), ..]:
                return _ => JsonNode.Parse(token);
            default:
                return _ => token;
        }
    }

    private string Take() => at < tokens.Count ? tokens[at++] : throw new RefusedException("Parse error: the document ends too early", "PARSE");

    private bool Skip(string token)
    {
        var there = Next == token;
        at += there ? 1 : 0;
        return there;
    }

    private void Expect(string token)
    {
        if (!Skip(token))
        {
            throw new RefusedException($"Parse error on \"{Next}\", expected \"{token}\"", "PARSE");
        }
    }

    [GeneratedRegex("""\.\.\.|\$?[A-Za-z_]\w*|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[{}()\[\]:=!|@]""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
