namespace Orch.Coordination;

/// <summary>
/// Who can be spoken to. An entry is alive within its lease; an expired one stays known, and its mail waits. Any operation of the
/// coordination that an agent makes in its own name renews its entry.
/// </summary>
public interface IAgentRegistry
{
    /// <summary>Makes an agent known, or renews and replaces what is known of it.</summary>
    /// <param name="registration">Who, and what it can do.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The entry as it now stands.</returns>
    /// <exception cref="OrchException">A name or capability is not one (usage).</exception>
    Task<RegistryEntry> RegisterAsync(Registration registration, CancellationToken ct = default);

    /// <summary>Renews an entry for another lease from now.</summary>
    /// <param name="name">The agent.</param>
    /// <param name="ct">Gives up before anything was recorded.</param>
    /// <returns>The entry as it now stands.</returns>
    /// <exception cref="OrchException">Nobody registered under that name (not found).</exception>
    Task<RegistryEntry> HeartbeatAsync(string name, CancellationToken ct = default);

    /// <summary>The entries that are alive, by name.</summary>
    /// <param name="capability">Only those that have it; null for all.</param>
    /// <param name="includeExpired">Also those whose lease has passed.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The entries.</returns>
    Task<IReadOnlyList<RegistryEntry>> DiscoverAsync(string? capability = null, bool includeExpired = false, CancellationToken ct = default);
}
