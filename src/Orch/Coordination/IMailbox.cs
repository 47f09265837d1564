namespace Orch.Coordination;

/// <summary>
/// Messages between agents: at least once, in order per sender. A message stays in the inbox until it was acknowledged; its id makes a
/// repeat recognisable. Messages survive the death of any process.
/// </summary>
public interface IMailbox
{
    /// <summary>Sends a message. To <see cref="MessageDraft.Broadcast"/> everybody alive but the sender gets one of its own.</summary>
    /// <param name="draft">What, from whom, to whom.</param>
    /// <param name="ct">Gives up before anything was sent.</param>
    /// <returns>The messages that were recorded, one for each recipient.</returns>
    /// <exception cref="OrchException">
    /// A name is not one or a text is over its limit (usage); nobody registered under the recipient's name (not found); the inbox is full (conflict).
    /// </exception>
    Task<IReadOnlyList<Message>> SendAsync(MessageDraft draft, CancellationToken ct = default);

    /// <summary>What waits for an agent, oldest first; counts as a delivery of each message.</summary>
    /// <param name="owner">The agent.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The messages that were not acknowledged yet.</returns>
    /// <exception cref="OrchException">Nobody registered under that name (not found).</exception>
    Task<IReadOnlyList<Message>> InboxAsync(string owner, int max = 100, CancellationToken ct = default);

    /// <summary>Acknowledges messages: they are not shown again. Doing it twice does it once.</summary>
    /// <param name="owner">Whose inbox.</param>
    /// <param name="ids">Which.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>A task that ends when it is recorded.</returns>
    /// <exception cref="OrchException">An id is not of this inbox (not found); the others are acknowledged all the same.</exception>
    Task AckAsync(string owner, IReadOnlyList<string> ids, CancellationToken ct = default);

    /// <summary>What became of an agent's own messages, newest first.</summary>
    /// <param name="sender">The agent.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The messages with their states.</returns>
    Task<IReadOnlyList<SentMessage>> SentAsync(string sender, int max = 100, CancellationToken ct = default);
}
