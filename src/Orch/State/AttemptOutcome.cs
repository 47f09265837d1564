using System.Text.Json.Serialization;

namespace Orch.State;

/// <summary>How an attempt ended: success, or the kind of its failure.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AttemptOutcome>))]
public enum AttemptOutcome
{
    /// <summary>Terminal success event, a fitting exit code and nothing against it in git.</summary>
    Success,

    /// <summary>The vendor refused for now: too many requests or a usage window used up.</summary>
    RateLimited,

    /// <summary>The vendor wants money: no credit, quota of the plan exceeded.</summary>
    Billing,

    /// <summary>Not logged in, a key that is missing or refused.</summary>
    Auth,

    /// <summary>The vendor's servers are at capacity or failing.</summary>
    Overloaded,

    /// <summary>No connection to the vendor.</summary>
    Unreachable,

    /// <summary>The model does not exist or may not be used.</summary>
    ModelNotFound,

    /// <summary>The conversation no longer fits the model's context.</summary>
    ContextTooLong,

    /// <summary>The vendor's answer was cut or no answer at all.</summary>
    Malformed,

    /// <summary>A limit of turns, output or budget was reached.</summary>
    LimitReached,

    /// <summary>The CLI's own permission rules refused what the task needed.</summary>
    RefusedPermission,

    /// <summary>The wall timeout of the attempt ran out.</summary>
    Timeout,

    /// <summary>Nothing was heard of the CLI for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The CLI ended without saying how.</summary>
    Crash,

    /// <summary>The CLI is not there or does not start.</summary>
    NotInstalled,

    /// <summary>Somebody killed the agent.</summary>
    Killed,
}
