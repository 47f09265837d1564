using System.Text.Json.Nodes;

namespace Orch.ScriptedModel;

/// <summary>What the model does in one turn.</summary>
public abstract record ScriptStep
{
    private protected ScriptStep()
    {
    }

    /// <summary>The tokens that the turn claims to have used.</summary>
    public StepUsage Usage { get; init; } = new();

    /// <summary>How long the model takes before the first byte of its answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Writes a file, by the CLI's own writing tool where it offers one.</summary>
    /// <param name="path">Relative to the CLI's working directory, or absolute.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="replace">The file may be there already. <c>claude</c>'s tool refuses that, so it is then written by the shell.</param>
    public static ScriptStep Write(string path, string content, bool replace = false) => new WriteStep(path, content, replace);

    /// <summary>Runs a command in the CLI's shell tool.</summary>
    public static ScriptStep Shell(string command) => new ShellStep(command);

    /// <summary>Calls a tool by the name that the CLI offers it under.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="input">Its arguments; a JSON string for a tool that takes free text.</param>
    /// <param name="space">The namespace that <c>codex</c> puts tools of MCP servers in, such as <c>mcp__server</c>.</param>
    public static ScriptStep Raw(string name, JsonNode input, string? space = null) => new RawStep(name, input.ToLine(), space);

    /// <summary>Says something. A turn that only says something ends the CLI's work.</summary>
    /// <param name="text">What it says when the caller wants text.</param>
    /// <param name="json">What it answers when the caller asked for JSON by a schema; null for any JSON that fits.</param>
    public static ScriptStep Text(string text, JsonNode? json = null) => new TextStep(text, json?.ToLine());
}

internal sealed record WriteStep(string Path, string Content, bool Replace) : ScriptStep;

internal sealed record ShellStep(string Command) : ScriptStep;

// JSON is kept as text: a step is played by several calls at once, and a JsonNode is not made for that.
internal sealed record RawStep(string Name, string Input, string? Space) : ScriptStep;

internal sealed record TextStep(string Said, string? Json) : ScriptStep;
