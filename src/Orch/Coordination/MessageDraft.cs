namespace Orch.Coordination;

/// <summary>A message that is to be sent.</summary>
/// <param name="From">The sender; need not be registered.</param>
/// <param name="To">The recipient, or <see cref="Broadcast"/>.</param>
/// <param name="Body">The text, at most 1 MiB in UTF-8.</param>
public sealed record MessageDraft(string From, string To, string Body)
{
    /// <summary>The recipient that means everybody who is alive: <c>broadcast</c>.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>Gets the type: discover, claim, delegate, status, result, or a free word. Default: <c>status</c>.</summary>
    public string Type { get; init; } = "status";

    /// <summary>Gets the media type of the body. Default: <c>text/plain</c>.</summary>
    public string MediaType { get; init; } = "text/plain";

    /// <summary>Gets the id of the message that this one answers; null for none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Gets the id of the context that it belongs to; null for none.</summary>
    public string? ContextId { get; init; }

    /// <summary>Gets the id of the task that it is about; null for none.</summary>
    public string? TaskId { get; init; }

    /// <summary>Gets further facts, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
