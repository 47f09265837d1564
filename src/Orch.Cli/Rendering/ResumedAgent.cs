namespace Orch.Cli.Rendering;

/// <summary>One agent of <see cref="ResumeDocument"/>.</summary>
internal sealed record ResumedAgent(string Name, string Result, string Detail);
