namespace Orch.Coordination;

/// <summary>The document <c>orch.registry/1</c>.</summary>
internal sealed record RegistryDocument(IReadOnlyList<RegistryEntry> Agents)
{
    public string Schema { get; init; } = "orch.registry/1";
}
