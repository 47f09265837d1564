namespace Orch.Delivery;

/// <summary>What somebody wrote.</summary>
/// <param name="Author">The login; null when the account is gone.</param>
/// <param name="Role">What GitHub says they are to the repository: MEMBER, CONTRIBUTOR, NONE, …; null when it says nothing.</param>
/// <param name="Text">The text.</param>
internal sealed record BriefRemark(string? Author, string? Role, string Text);
