namespace Orch.ScriptedGitHub;

/// <summary>What somebody wrote.</summary>
/// <param name="Author">The login.</param>
/// <param name="Body">The text.</param>
public sealed record ScriptedComment(string Author, string Body);
