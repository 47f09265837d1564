using System.Text.Json.Nodes;

namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>An object of the schema: its fields, each computed when asked for, from its arguments.</summary>
/// <param name="typeName">Its type.</param>
/// <param name="interfaces">The interfaces of the type that fragments may name.</param>
internal sealed class GraphObject(string typeName, params string[] interfaces)
{
    private readonly Dictionary<string, Func<JsonObject, object?>> fields = new(StringComparer.Ordinal);

    public string TypeName => typeName;

    /// <summary>What a field gives: null, text, a number, a truth value, an object, or a list of objects.</summary>
    public Func<JsonObject, object?> this[string field]
    {
        get => field == "__typename" ? _ => typeName
            : fields.GetValueOrDefault(field) ?? throw new RefusedException($"Field '{field}' doesn't exist on type '{typeName}'", "undefinedField");
        set => fields[field] = value;
    }

    public bool Is(string? type) => type is null || type == typeName || interfaces.Contains(type);
}
