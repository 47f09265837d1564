using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Cli;

/// <summary>What every command works with.</summary>
/// <param name="terminal">Where it speaks.</param>
/// <param name="locate">What it is called in; looked at only by commands that need it.</param>
internal sealed class CommandContext(Terminal terminal, Func<Surroundings> locate)
{
    private readonly Lazy<Surroundings> surroundings = new(locate);

    public Terminal Terminal => terminal;

    public Surroundings Surroundings => surroundings.Value;

    public OrchState OpenState() => OrchState.Open(Surroundings.State, Surroundings.Time);

    /// <summary>Refuses what only the user may do when the caller is an agent. This stops mistakes, not a hostile process of the same user.</summary>
    /// <exception cref="OrchException">ORCH_AGENT is set (conflict).</exception>
    public void RefuseAgents(string what)
    {
        if (Surroundings.Environment.GetValueOrDefault("ORCH_AGENT") is { Length: > 0 } agent)
        {
            throw OrchException.Conflict($"{what} is for the user, and this is the agent {agent} (ORCH_AGENT is set): leave it to whoever started the agent");
        }
    }
}
