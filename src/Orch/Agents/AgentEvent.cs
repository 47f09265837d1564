using Orch.State;

namespace Orch.Agents;

/// <summary>
/// Something that an agent CLI reported while it worked, in words that are the same for all of them. The cases are closed: they are the
/// nested records. Texts come from the model or the vendor and may hold anything, terminal escapes included; only summaries and details are
/// made safe to print on one line.
/// </summary>
public abstract record AgentEvent
{
    private protected AgentEvent()
    {
    }

    /// <summary>The CLI is up.</summary>
    /// <param name="SessionId">The vendor's session id, with which the conversation can be resumed; null when it said none.</param>
    /// <param name="Model">The model that it will use, as it names it; null when it does not say.</param>
    public sealed record Started(string? SessionId, string? Model) : AgentEvent
    {
        /// <summary>Gets the version of the CLI, when its stream states it.</summary>
        public string? Version { get; init; }
    }

    /// <summary>The model said something. A claim, never evidence.</summary>
    /// <param name="Text">A whole message, or a piece of one from a CLI that streams.</param>
    public sealed record Said(string Text) : AgentEvent
    {
        /// <summary>Gets whether this is a piece, to be joined to the next without a line end.</summary>
        public bool IsPiece { get; init; }
    }

    /// <summary>The model uses a tool.</summary>
    /// <param name="Id">Pairs the call with its <see cref="ToolReturned"/>; empty when the CLI gives none.</param>
    /// <param name="Name">The tool, as the CLI names it.</param>
    /// <param name="Summary">The command, the file or what else the call is about, on one line; may be empty.</param>
    public sealed record ToolCalled(string Id, string Name, string Summary) : AgentEvent;

    /// <summary>A tool came back.</summary>
    /// <param name="Id">The id of its <see cref="ToolCalled"/>.</param>
    /// <param name="IsError">The CLI marked the result as an error. A command that failed need not be marked.</param>
    /// <param name="Summary">The beginning of the result, on one line; may be empty.</param>
    public sealed record ToolReturned(string Id, bool IsError, string Summary) : AgentEvent;

    /// <summary>What was used so far, as the CLI reports it; null where it reports nothing. Replaces an earlier report, is not added to it.</summary>
    /// <param name="InputTokens">Input tokens; whether cached ones are among them differs between vendors.</param>
    /// <param name="OutputTokens">Output tokens.</param>
    /// <param name="CostUsd">Cost in US dollars by the CLI's own price table.</param>
    public sealed record Used(long? InputTokens, long? OutputTokens, decimal? CostUsd) : AgentEvent;

    /// <summary>A request failed and the CLI tries again by itself. It may recover.</summary>
    /// <param name="Kind">What failed.</param>
    /// <param name="Detail">The CLI's own words, on one line.</param>
    /// <param name="Advice">Whether waiting for it is worth while.</param>
    public sealed record Retrying(AttemptOutcome Kind, string Detail, RetryAdvice Advice) : AgentEvent;

    /// <summary>The CLI warned of something that does not stop it.</summary>
    /// <param name="Text">Its words, on one line.</param>
    public sealed record Warned(string Text) : AgentEvent;

    /// <summary>The CLI says that it is done. The process is yet to exit.</summary>
    /// <param name="IsSuccess">It says that it ended well.</param>
    /// <param name="FinalText">The model's last answer; null after a failure.</param>
    /// <param name="ErrorText">The CLI's words for what went wrong; null after a success.</param>
    public sealed record Ended(bool IsSuccess, string? FinalText, string? ErrorText) : AgentEvent;
}
