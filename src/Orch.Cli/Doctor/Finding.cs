namespace Orch.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">programs, state, agent_clis, configuration, agents or cooldowns.</param>
/// <param name="Name">What was looked at: git, claude, orch.toml.</param>
/// <param name="Status">What it means.</param>
/// <param name="Text">One line.</param>
/// <param name="Mend">The command that mends it; null for nothing to mend.</param>
internal sealed record Finding(string Area, string Name, FindingStatus Status, string Text, string? Mend = null);
