namespace Orch;

/// <summary>The kinds of trouble that Orch reports; each has one exit code on the command line.</summary>
public enum OrchErrorKind
{
    /// <summary>The operation was carried out and failed (exit code 1).</summary>
    Failed,

    /// <summary>What was asked for is malformed or contradictory (exit code 2).</summary>
    Usage,

    /// <summary>The machine lacks something: a program, a repository, a login (exit code 5).</summary>
    Environment,

    /// <summary>The named agent, session, message or task does not exist (exit code 6).</summary>
    NotFound,

    /// <summary>Refused, because somebody else holds it: a name, a token, a workspace (exit code 7).</summary>
    Conflict,
}
