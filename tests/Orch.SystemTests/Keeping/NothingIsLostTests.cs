using System.Globalization;
using CsCheck;

namespace Orch.SystemTests.Keeping;

/// <summary>
/// Over random histories of agents and users at work, kills, retries, cleans and crashes in a real repository: every byte that somebody wrote
/// in a workspace, in a file that git does not ignore, and did not destroy himself, is on disk or reachable from a ref.
/// </summary>
public sealed class NothingIsLostTests
{
    /// <summary>How many histories are played; more of them for a long run.</summary>
    private const string Histories = "ORCH_HISTORIES";

    private static readonly Gen<KeepingStep> Steps = Gen.Select(
        Gen.Enum<KeepingStep.Kinds>(), Gen.Int[0, 5], Gen.Enum<KeepingStep.Edits>(), Gen.Int[0, 60], (kind, agent, edit, choice) => new KeepingStep(kind, agent, edit, choice));

    [Fact]
    public async Task No_history_loses_a_byte()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable(Histories) is { Length: > 0 } set ? set : "4", CultureInfo.InvariantCulture);
        var histories = Gen.Select(Gen.Enum<KeepingStep.Edits>(), Gen.Int[0, 60], Steps.Array[3, 10], (edit, choice, rest) =>
            (KeepingStep[])[new(KeepingStep.Kinds.Run, 0, edit, choice), new(KeepingStep.Kinds.Edit, 0, edit, choice), .. rest]);

        await histories.SampleAsync(PlayAsync, iter: count, threads: 1, print: history => string.Join(", ", history.Select(step => step.ToString())));
    }

    private static async Task PlayAsync(KeepingStep[] history)
    {
        await using var world = await KeepingWorld.CreateAsync();
        for (var n = 0; n < history.Length; n++)
        {
            await world.DoAsync(history[n]);
            Assert.True(await world.LostAsync() is [], $"after step {n + 1} ({history[n]}): {string.Join(", ", await world.LostAsync())}");
        }

        await world.EndAsync();
        Assert.True(await world.LostAsync() is [], $"in the end: {string.Join(", ", await world.LostAsync())}");
    }
}
