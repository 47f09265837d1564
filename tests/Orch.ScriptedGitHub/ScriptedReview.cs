namespace Orch.ScriptedGitHub;

/// <summary>A review as a whole.</summary>
/// <param name="Author">The login.</param>
/// <param name="State">CHANGES_REQUESTED, APPROVED, COMMENTED or DISMISSED.</param>
/// <param name="Body">The text.</param>
public sealed record ScriptedReview(string Author, string State, string Body);
