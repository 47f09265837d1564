namespace Orch.Coordination;

/// <summary>The document <c>orch.outbox/1</c>: messages with what became of them.</summary>
internal sealed record OutboxDocument(IReadOnlyList<AuditedMessage> Messages)
{
    public string Schema { get; init; } = "orch.outbox/1";

    public static OutboxDocument Of(IEnumerable<SentMessage> messages) => new([.. messages.Select(one => new AuditedMessage(one.State, one.Message))]);
}
