namespace Orch.ScriptedGitHub.GraphQL;

/// <summary>A parsed request document: its one operation and the fragments it uses.</summary>
/// <param name="OperationName">The name; null for an anonymous one.</param>
/// <param name="IsMutation">Whether it changes something.</param>
/// <param name="Defaults">The variables that have a default.</param>
/// <param name="Selections">What is asked for.</param>
/// <param name="Fragments">By name.</param>
internal sealed record GraphDocument(
    string? OperationName,
    bool IsMutation,
    IReadOnlyDictionary<string, GraphValue> Defaults,
    IReadOnlyList<GraphSelection> Selections,
    IReadOnlyDictionary<string, GraphSelection> Fragments);
