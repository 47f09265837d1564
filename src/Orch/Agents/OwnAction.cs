namespace Orch.Agents;

/// <summary>What Orch itself did to end an attempt. The exit code does not tell: some CLIs exit with 0 when they are signalled.</summary>
internal enum OwnAction
{
    /// <summary>Nothing; the CLI ended by itself.</summary>
    None,

    /// <summary>Its wall time was over.</summary>
    WallTimeout,

    /// <summary>It said nothing for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The agent was killed.</summary>
    Killed,

    /// <summary>It used up its budget of money or tokens.</summary>
    Budget,

    /// <summary>It was retrying in vain; see <see cref="EarlySigns"/>.</summary>
    EarlySign,
}
