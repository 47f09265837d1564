namespace Orch.SystemTests.Support;

/// <summary>Waits for what a real program does in its own time.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns once the condition holds; fails when it does not within half a minute.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what) => await UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Returns once the condition holds; fails when it does not within half a minute.</summary>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, () => what);

    /// <summary>Returns once the condition holds; fails when it does not within half a minute, and says what was seen then.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                Assert.Fail($"it did not happen within {Patience.TotalSeconds} s: {what()}");
            }

            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }
}
