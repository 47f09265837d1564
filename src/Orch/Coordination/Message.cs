namespace Orch.Coordination;

/// <summary>A message: the document <c>orch.message/1</c>.</summary>
public sealed record Message
{
    /// <summary>Gets the name of the document's schema.</summary>
    public string Schema { get; init; } = "orch.message/1";

    /// <summary>Gets the opaque id, the same at every delivery.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the sender.</summary>
    public required string From { get; init; }

    /// <summary>Gets the recipient.</summary>
    public required string To { get; init; }

    /// <summary>Gets the type.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the media type of the body.</summary>
    public required string MediaType { get; init; }

    /// <summary>Gets the id of the message that this one answers; null for none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Gets the id of the context that it belongs to; null for none.</summary>
    public string? ContextId { get; init; }

    /// <summary>Gets the id of the task that it is about; null for none.</summary>
    public string? TaskId { get; init; }

    /// <summary>Gets when it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Gets how often it was delivered, this time included: above 1 it may have been worked on already.</summary>
    public int Deliveries { get; init; }

    /// <summary>Gets further facts, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
