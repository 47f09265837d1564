using Orch.State;
using Orch.Workspaces;

namespace Orch;

/// <summary>Saves the work of an agent under a rescue ref, journalled and told.</summary>
internal static class AgentRescue
{
    /// <returns>What was saved; null when there was nothing beyond HEAD.</returns>
    /// <exception cref="OrchException">It could not be saved (failed).</exception>
    public static async Task<RescueResult?> SaveAsync(OrchState state, string agent, Workspace workspace, string reason)
    {
        var folder = state.Directory.EnsureAgent(agent);
        var saved = await state.Journal.RunAsync(
            agent, JournalStep.Rescue, reason, () => Rescue.SaveAsync(workspace, agent, reason, folder, CancellationToken.None), one => one?.Ref ?? "nothing to save");
        if (saved is { Ref: { } reference })
        {
            state.Events.Append(agent, new NewEvent(EventKinds.Rescued, ("ref", reference), ("sha", saved.Commit), ("reason", reason)));
        }

        foreach (var nested in saved?.NestedRepositories.Where(one => one.Ref is not null) ?? [])
        {
            state.Events.Append(agent, new NewEvent(EventKinds.Rescued, ("ref", nested.Ref), ("reason", reason), ("nested", nested.Path)));
        }

        return saved;
    }
}
