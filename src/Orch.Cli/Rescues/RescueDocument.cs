using System.Text.Json.Serialization;
using Orch.Workspaces;

namespace Orch.Cli.Rescues;

/// <summary>One rescue: the document <c>orch.rescue/1</c>.</summary>
internal sealed record RescueDocument
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.rescue/1";

    public required string Name { get; init; }

    public required string Agent { get; init; }

    public required int N { get; init; }

    public required string Ref { get; init; }

    public required string Sha { get; init; }

    public required string? Parent { get; init; }

    /// <summary>Gets a commit with what was staged and not on disk any more.</summary>
    public required string? Staged { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the git directory that holds the ref.</summary>
    public required string Repository { get; init; }

    /// <summary>Gets the directory in the workspace when it is the work of a repository inside it.</summary>
    public required string? Nested { get; init; }

    /// <summary>Gets the files that differ from the parent; null in a list.</summary>
    public IReadOnlyList<RescuedFile>? Files { get; init; }

    public IReadOnlyList<string>? LeftOnDisk { get; init; }

    /// <summary>Gets the work of repositories inside the workspace that was saved with it, in those repositories.</summary>
    public IReadOnlyList<RescueDocument>? NestedRescues { get; init; }

    public static RescueDocument Of(RescueEntry entry) => new()
    {
        Name = entry.Name,
        Agent = entry.Agent,
        N = entry.N,
        Ref = entry.Ref,
        Sha = entry.Sha,
        Parent = entry.Parent,
        Staged = entry.Staged,
        Reason = entry.Reason,
        At = entry.At,
        Repository = entry.Repository,
        Nested = entry.Nested,
    };
}
