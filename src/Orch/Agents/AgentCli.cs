using Orch.State;

namespace Orch.Agents;

/// <summary>
/// An agent CLI: how it is launched, read and understood. Everything that is peculiar to a vendor stands in that vendor's one subclass; to add
/// a CLI is to add such a class and to name it in <see cref="AgentCatalog"/>.
/// </summary>
internal abstract class AgentCli
{
    /// <summary>The name that users write: <c>claude</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The names of its program, the usual one first.</summary>
    public abstract IReadOnlyList<string> Binaries { get; }

    /// <summary>The command that installs it.</summary>
    public abstract string InstallCommand { get; }

    /// <summary>Its token counts are those of the whole session, earlier attempts that it resumed included.</summary>
    public virtual bool CountsWholeSession => false;

    /// <summary>The variables by which the user's environment chooses its account or endpoint; with another value it is another account.</summary>
    public virtual IReadOnlyList<string> AccountVariables => [];

    /// <summary>How it can be seen that it has an account; null when it cannot.</summary>
    public virtual AgentLogin? Login => null;

    /// <summary>The arguments that make it print its version; empty when it cannot.</summary>
    public virtual IReadOnlyList<string> VersionArguments => ["--version"];

    /// <summary>Words of its error text, most telling first; the first that matches decides.</summary>
    protected abstract IReadOnlyList<FailurePattern> Patterns { get; }

    /// <summary>Words by which it says that the session to resume is not there.</summary>
    protected virtual IReadOnlyList<string> SessionGoneWords => [];

    /// <summary>How to start it for this turn.</summary>
    public abstract AgentLaunch Launch(AgentTurn turn);

    /// <summary>How to start it for a person at a terminal; null when Orch does not know how.</summary>
    public virtual InteractiveLaunch? Interactive(InteractiveOrder order) => null;

    /// <summary>Whether a launch for this turn gives the agent the tools that the turn has.</summary>
    public virtual bool TakesTools(AgentTurn turn) => false;

    /// <summary>A reader for one attempt.</summary>
    public abstract AgentStreamReader CreateReader();

    /// <summary>What would stop it right at the start; null when nothing is known to.</summary>
    public virtual AgentObstacle? Obstacle(IReadOnlyDictionary<string, string> environment, bool isRoot, bool skipPermissions) => null;

    /// <summary>Whether a program that has one of its names is really it.</summary>
    public virtual bool Recognises(string path) => true;

    /// <summary>The command that mends a program file that cannot be executed.</summary>
    public virtual string RepairCommand(string path) => InstallCommand;

    /// <summary>The failure as fields made for it tell; null when they do not.</summary>
    public virtual AttemptOutcome? FromEvents(StreamReport report) => null;

    /// <summary>The failure as the CLI's error text tells; null when it does not. Not for what a model wrote.</summary>
    public virtual AttemptOutcome? FromText(string text, int? exitCode) => Patterns.FirstOrDefault(pattern => pattern.Matches(text))?.Kind;

    /// <summary>The failure as the exit code alone tells; null when it does not.</summary>
    public virtual AttemptOutcome? FromExitCode(int exitCode) => null;

    /// <summary>Whether it stopped because of <see cref="AgentTurn.MaxUsd"/>.</summary>
    public virtual bool SaysBudgetIsUsedUp(StreamReport report) => false;

    /// <summary>Whether an error text or exit code says that the session to resume is not there.</summary>
    public virtual bool SaysSessionIsGone(string text, int? exitCode) =>
        SessionGoneWords.Any(words => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The fixed sentence for a CLI that takes a prompt only as an argument, where everybody on the machine could read it and it could pass for an option.</summary>
    protected static string PromptSentence(AgentTurn turn) => $"Read the file {turn.PromptFile} and carry out the task that it describes.";

    /// <summary>
    /// A session id that may stand on a command line; null for none, or for one of unexpected form: it came out of a program's output.
    /// </summary>
    protected static string? Resumable(AgentTurn turn) =>
        turn.SessionId is { Length: > 0 and <= 200 } id && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
            ? id
            : null;
}
