namespace Orch.Delivery;

/// <summary>An unresolved conversation about a place in the code.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line; null when it is not there any more.</param>
/// <param name="IsOutdated">The code below it has changed since.</param>
/// <param name="Remarks">What was said, oldest first.</param>
internal sealed record BriefThread(string Path, long? Line, bool IsOutdated, IReadOnlyList<BriefRemark> Remarks);
