namespace Orch.Cli.Explaining;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">record, supervisor, session, event, output, journal, messages, cooldown, workspace, cancel or follower.</param>
/// <param name="Text">What was seen, on one line.</param>
/// <param name="Sure">How sure that is.</param>
/// <param name="At">When it became so; null when that is not known.</param>
internal sealed record EvidenceLine(string What, string Text, Sureness Sure = Sureness.Certain, DateTimeOffset? At = null);
