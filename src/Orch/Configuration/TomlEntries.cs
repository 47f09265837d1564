using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Orch.Configuration;

/// <summary>Reads TOML as a list of keys and values: tables, dotted keys and inline tables come to the same.</summary>
internal static class TomlEntries
{
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="OrchException">It is no TOML (usage).</exception>
    public static IReadOnlyList<TomlEntry> Read(string text, string path)
    {
        var document = SyntaxParser.Parse(text, path, validate: true);
        if (document.Diagnostics.FirstOrDefault(one => one.Kind == DiagnosticMessageKind.Error) is { } wrong)
        {
            throw OrchException.Usage($"{path}:{wrong.Span.Start.Line + 1}: {Rendered(wrong.Message)}");
        }

        var entries = new List<TomlEntry>();
        AddAll(entries, [], document.KeyValues);
        foreach (var table in document.Tables)
        {
            var name = Names(table.Name);
            if (table is TableArraySyntax)
            {
                throw OrchException.Usage($"{path}:{Line(table)}: [[{string.Join('.', name)}]] is a list of tables: write [{string.Join('.', name)}]");
            }

            entries.Add(new(name, Value: null, Line(table)));
            AddAll(entries, name, table.Items);
        }

        return entries;
    }

    private static void AddAll(List<TomlEntry> entries, IReadOnlyList<string> table, IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            IReadOnlyList<string> key = [.. table, .. Names(item.Key)];
            if (item.Value is InlineTableSyntax inline)
            {
                entries.Add(new(key, Value: null, Line(item)));
                AddAll(entries, key, inline.Items.Select(one => one.KeyValue).OfType<KeyValueSyntax>());
            }
            else
            {
                entries.Add(new(key, item.Value, Line(item)));
            }
        }
    }

    private static IReadOnlyList<string> Names(KeySyntax? key) =>
        key is null ? [] : [Name(key.Key), .. key.DotKeys.Select(dotted => Name(dotted.Key))];

    private static string Name(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax quoted => quoted.Value ?? "",
        _ => "",
    };

    private static int Line(SyntaxNode node) => node.Span.Start.Line + 1;

    private static string Rendered(string? message) => Agents.OneLine.Of(message ?? "is no TOML", 200);
}
