namespace Orch.Delivery;

/// <summary>A check that failed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">How, in GitHub's word.</param>
/// <param name="Job">The number of the job of GitHub Actions whose log there is; null for a check of somebody else's.</param>
/// <param name="Page">Where to read more; null when that is not said.</param>
internal sealed record BriefFailure(string Name, string Result, long? Job, string? Page);
