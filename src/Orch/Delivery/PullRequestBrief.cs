namespace Orch.Delivery;

/// <summary>What people and machines wrote at a pull request: what an agent needs that is to work on it and cannot ask GitHub itself.</summary>
/// <param name="Parts">One for each text, with who wrote it.</param>
/// <param name="Warnings">What could not be had.</param>
internal sealed record PullRequestBrief(IReadOnlyList<BriefPart> Parts, IReadOnlyList<string> Warnings)
{
    /// <summary>As a document for people.</summary>
    public string Markdown() => string.Concat(Parts.Select(part => $"## {part.Label}\n\n{part.Text.TrimEnd()}\n\n"));
}
