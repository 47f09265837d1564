namespace Orch.Sessions;

/// <summary>What the creator hands to the supervisor.</summary>
/// <param name="Environment">The creator's environment, secrets included.</param>
/// <param name="Directory">The directory in which the user called Orch.</param>
internal sealed record HandoverMessage(Dictionary<string, string> Environment, string Directory);
