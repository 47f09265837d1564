using Orch.State;

namespace Orch.Recovery;

/// <summary>How often a failed validation may still go back to an agent; kept in the record.</summary>
/// <param name="state">The record.</param>
/// <param name="name">The agent.</param>
/// <param name="most">How many there may be.</param>
internal sealed class AgentRepairs(OrchState state, string name, int most)
{
    /// <summary>Counts a repair, when one is left.</summary>
    /// <param name="output">What goes back.</param>
    public bool TryBegin(string output)
    {
        if (state.Repairs.Used(name) >= most)
        {
            return false;
        }

        state.Repairs.Begin(name, output);
        return true;
    }

    /// <summary>Somebody spoke to the agent.</summary>
    public void Renew() => state.Repairs.Renew(name);

    /// <summary>The agent CLI works on it.</summary>
    public void Given()
    {
        if (state.Repairs.Pending(name) is not null)
        {
            state.Repairs.Given(name);
        }
    }
}
