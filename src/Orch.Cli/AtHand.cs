using Orch.Live;
using Orch.State;

namespace Orch.Cli;

/// <summary>Names that may be those of live sessions or of agents. Both never run under one name; a session that runs goes before an agent that has ended.</summary>
internal static class AtHand
{
    /// <summary>The live session of this name; null when it is an agent's.</summary>
    /// <exception cref="OrchException">It is neither's (not found).</exception>
    public static async Task<LiveSession?> FindAsync(string name, OrchState state, CommandContext context, CancellationToken ct)
    {
        if (state.Agents.Find(name) is { } agent && !agent.Record.State.IsEnd())
        {
            return null;
        }

        var sessions = await new LiveSessions(context.Surroundings).ListAsync(ct);
        if (sessions.FirstOrDefault(session => session.Name == name) is { } found)
        {
            return found;
        }

        state.Agents.Require(name, sessions.Select(session => session.Name));
        return null;
    }
}
