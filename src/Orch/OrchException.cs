namespace Orch;

/// <summary>An outcome that stops the operation and that the user can act on; its message is one line that says what happened, to what, and what to do next.</summary>
/// <param name="kind">What kind of trouble it is; surfaces map it to an exit code.</param>
/// <param name="message">One line for the user.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class OrchException(OrchErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Gets the kind of trouble.</summary>
    public OrchErrorKind Kind { get; } = kind;

    internal static OrchException Usage(string message) => new(OrchErrorKind.Usage, message);

    internal static OrchException Environment(string message, Exception? inner = null) => new(OrchErrorKind.Environment, message, inner);

    internal static OrchException NotFound(string message) => new(OrchErrorKind.NotFound, message);

    internal static OrchException Conflict(string message) => new(OrchErrorKind.Conflict, message);

    internal static OrchException Failed(string message, Exception? inner = null) => new(OrchErrorKind.Failed, message, inner);
}
