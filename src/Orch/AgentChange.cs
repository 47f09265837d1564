namespace Orch;

/// <summary>What an agent changed against its base.</summary>
/// <param name="Base">The commit that it started from.</param>
/// <param name="Seen">Where its work was looked at, for people: the workspace, or a commit.</param>
/// <param name="Text">The difference as git writes it, secrets taken out.</param>
/// <param name="Left">Files of the workspace that are not shown: they look like secrets or are huge.</param>
/// <param name="IsRedacted">Something in the text looked like a secret and is not shown.</param>
internal sealed record AgentChange(string Base, string Seen, string Text, IReadOnlyList<string> Left, bool IsRedacted);
