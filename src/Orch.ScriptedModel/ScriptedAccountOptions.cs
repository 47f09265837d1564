namespace Orch.ScriptedModel;

/// <summary>What a <see cref="ScriptedAccount"/> meets, and how its CLIs are set up.</summary>
public sealed record ScriptedAccountOptions
{
    /// <summary>The scenario of <c>claude</c>; see <see cref="ScriptedModelServer.UrlFor"/>.</summary>
    public string Claude { get; init; } = "ok";

    /// <summary>The scenario of <c>codex</c>.</summary>
    public string Codex { get; init; } = "ok";

    /// <summary>The scenario of <c>gemini</c>.</summary>
    public string Gemini { get; init; } = "ok";

    /// <summary>The scenario of <c>opencode</c>.</summary>
    public string Opencode { get; init; } = "ok";

    /// <summary>The scenario of <c>qwen</c>.</summary>
    public string Qwen { get; init; } = "ok";

    /// <summary>The scenario of <c>copilot</c>.</summary>
    public string Copilot { get; init; } = "ok";

    /// <summary>Tells this account's calls from those of other accounts at the same server.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// The CLIs give up after the first failure instead of after minutes. Off by default: whoever runs them has to cope with
    /// how they are out of the box.
    /// </summary>
    public bool BoundRetries { get; init; }

    /// <summary>Directories, by absolute path, in which the interactive CLIs start without asking whether they are trusted.</summary>
    public IReadOnlyList<string> TrustedDirectories { get; init; } = [];
}
