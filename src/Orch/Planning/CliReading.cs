namespace Orch.Planning;

/// <summary>What a task's text says about who is to do it.</summary>
/// <param name="Asked">The agent CLI that it asks for; null for none.</param>
/// <param name="Refused">Those that it does not want.</param>
internal sealed record CliReading(string? Asked, IReadOnlySet<string> Refused);
