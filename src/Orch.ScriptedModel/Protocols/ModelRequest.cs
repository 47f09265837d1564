using System.Text.Json;

namespace Orch.ScriptedModel.Protocols;

/// <summary>A call of the model, the same for every protocol.</summary>
internal sealed record ModelRequest
{
    public required string Model { get; init; }

    /// <summary>The caller wants events; else one whole object.</summary>
    public required bool Streaming { get; init; }

    /// <summary>Tool results after the last prompt.</summary>
    public required int Turn { get; init; }

    public required string Prompt { get; init; }

    public required IReadOnlyList<OfferedTool> Tools { get; init; }

    /// <summary>None of the CLI's own tools is offered.</summary>
    public required bool IsSideCall { get; init; }

    /// <summary>The working directory as the CLI tells the model, when it does.</summary>
    public string? Directory { get; init; }

    /// <summary>The schema that the answer's text must fit, when there is one.</summary>
    public JsonElement AnswerSchema { get; init; }

    /// <summary>A tool that the final answer must go through instead, when there is one and it was not called yet.</summary>
    public OfferedTool? AnswerTool { get; init; }

    public bool Offers(string tool) => Tools.Any(offered => offered.Name == tool);

    /// <summary>A path as the CLI's tools want it: absolute. Null when the working directory is not known.</summary>
    public string? Absolute(string path) =>
        Path.IsPathRooted(path) ? path : Directory is null ? null : Path.Combine(Directory, path);
}
