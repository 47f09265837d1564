namespace Orch.Agents;

/// <summary>What to make of an agent CLI's own retry.</summary>
public enum RetryAdvice
{
    /// <summary>It often recovers, or gives up within seconds.</summary>
    LetItTry,

    /// <summary>It would go on for long, or in vain: another CLI is the better way, when there is one.</summary>
    StopIfAnother,

    /// <summary>This CLI never gives up on this failure.</summary>
    Stop,
}
