namespace Orch.ScriptedModel;

/// <summary>What the server does with one call.</summary>
internal enum Behaviour
{
    // Plays the script.
    Ok,
    Slow,
    Noop,
    MaxTokens,

    // Answers with an error status, worded as the protocol's owner does.
    RateLimit,
    Quota,
    Credit,
    Auth,
    Auth401,
    Forbidden,
    Overloaded,
    Unavailable,
    Error500,
    BadRequest,
    TooLong,
    NotFound,

    // Breaks the transport.
    Hang,
    HangStream,
    Drop,
    Garbage,
    BadJson,
    Truncated,
    Empty,
    StreamError,
}
