namespace Orch.Coordination;

/// <summary>What became of a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="State">Where it stands.</param>
public sealed record SentMessage(Message Message, MessageState State);
