namespace Orch.Coordination;

/// <summary>The document <c>orch.inbox/1</c>.</summary>
internal sealed record InboxDocument(IReadOnlyList<Message> Messages)
{
    public string Schema { get; init; } = "orch.inbox/1";
}
