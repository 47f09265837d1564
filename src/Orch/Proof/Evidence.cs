using Orch.State;

namespace Orch.Proof;

/// <summary>What was checked on a commit and what was seen: the document <c>orch.evidence/1</c>. Fields are only ever added.</summary>
internal sealed record Evidence
{
    public string Schema { get; init; } = "orch.evidence/1";

    public required string Agent { get; init; }

    public required string TaskId { get; init; }

    public required string BaseSha { get; init; }

    public required string HeadSha { get; init; }

    public required string Branch { get; init; }

    /// <summary>All checks, in their order.</summary>
    public required IReadOnlyList<CheckRecord> Checks { get; init; }

    /// <summary>The commands that were run on the commit.</summary>
    public IReadOnlyList<EvidenceCommand> Commands { get; init; } = [];

    public required EvidenceLeftovers Leftovers { get; init; }

    /// <summary>The files that differ between base and head.</summary>
    public IReadOnlyList<EvidenceFileChange> Files { get; init; } = [];

    /// <summary>How many files differ; the list may be cut.</summary>
    public int FilesChanged { get; init; }

    /// <summary>Branches and tags that changed while the agent worked, its own and others'.</summary>
    public IReadOnlyList<WatchedRef> Refs { get; init; } = [];

    public IReadOnlyList<EvidenceAttempt> Attempts { get; init; } = [];

    /// <summary>Versions of the programs by name.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Deliveries that were tried after the end, oldest first; <see cref="Checks"/> stay as they were at the end.</summary>
    public IReadOnlyList<EvidenceDelivery> Deliveries { get; init; } = [];

    public required DateTimeOffset WrittenAt { get; init; }
}
