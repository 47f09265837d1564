namespace Orch.Tests.Agents;

internal static class Clock
{
    /// <summary>An hour that is not UTC's.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(2));
}
