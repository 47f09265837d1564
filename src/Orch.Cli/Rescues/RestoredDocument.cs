using System.Text.Json.Serialization;

namespace Orch.Cli.Rescues;

/// <summary>The document <c>orch.restored/1</c>.</summary>
/// <param name="Name">The rescue.</param>
/// <param name="Sha">Its commit.</param>
/// <param name="Into"><c>workspace</c>, <c>worktree</c> or <c>branch</c>.</param>
/// <param name="Directory">The directory that has the files now; null for a branch.</param>
/// <param name="Branch">The new branch; null for a directory.</param>
/// <param name="Reason">Why it is not in the agent's workspace; null when that was not tried.</param>
internal sealed record RestoredDocument(string Name, string Sha, string Into, string? Directory, string? Branch, string? Reason)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; init; } = "orch.restored/1";
}
