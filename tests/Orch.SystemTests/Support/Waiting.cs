namespace Orch.SystemTests.Support;

/// <summary>Waits for what a real program does in its own time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns once the condition holds; fails when it does not within half a minute.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what) => await UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Returns once the condition holds; fails when it does not within half a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"it did not happen within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }
}
