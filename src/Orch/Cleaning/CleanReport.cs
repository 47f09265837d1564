namespace Orch.Cleaning;

/// <summary>What a clean did.</summary>
/// <param name="DryRun">Nothing was done.</param>
/// <param name="Agents">Each agent that was looked at, oldest first.</param>
/// <param name="Warnings">What should be known and stopped nothing.</param>
internal sealed record CleanReport(bool DryRun, IReadOnlyList<CleanedAgent> Agents, IReadOnlyList<string> Warnings)
{
    /// <summary>The size of all that is (or would be) gone.</summary>
    public long BytesFreed => Agents.Where(agent => agent.Action is CleanAction.Removed or CleanAction.WouldRemove).Sum(agent => agent.Bytes);
}
