using System.Text.Json;
using Orch.Live;
using Orch.Processes;
using Orch.Sessions;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Live;

/// <summary>What the tests of live sessions ask of a world.</summary>
internal static class LiveWorld
{
    /// <summary>A program in the place of <c>claude</c> that shows a title and a box as that does, and then does something.</summary>
    public static void PlayClaude(this World world, string script) =>
        world.Stub("claude", $$"""
            printf '\033]2;✳ Claude\033\\❯ '
            {{script}}
            """);

    /// <summary>The live sessions, as the document lists them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> SessionsAsync(this World world) =>
        [.. (await world.OrchJsonAsync(0, "list", "--json")).GetProperty("sessions").EnumerateArray()];

    /// <summary>The state of a session; null when it is not listed.</summary>
    public static async Task<string?> StateOfAsync(this World world, string name) =>
        (await world.SessionsAsync()).Where(one => one.GetProperty("name").GetString() == name).Select(one => one.GetProperty("state").GetString()).SingleOrDefault();

    public static Task WaitForStateAsync(this World world, string name, string state) =>
        Waiting.UntilAsync(async () => await world.StateOfAsync(name) == state, $"{name} is {state}");

    /// <summary>How tmux and Orch know a session.</summary>
    public static async Task<(TmuxSession Pane, LiveMark Mark)> LookAsync(this World world, string name)
    {
        var pane = (await world.Tmux().ListAsync(TestContext.Current.CancellationToken)).Single(session => session.Name == name);
        return (pane, LiveMark.Parse(pane.Mark)!);
    }

    public static TmuxServer Tmux(this World world) => new(StateDirectory.Locate(world.Environment), new(TimeProvider.System), world.Environment);

    /// <summary>The processes that carry the mark of a session, or share its terminal.</summary>
    public static IReadOnlyList<int> ProcessesOf(TmuxSession pane, LiveMark mark) =>
    [
        .. new Leftovers(Leftovers.AgentMarker, mark.Id, TimeProvider.System).Find().Select(entry => entry.Pid)
            .Concat(ProcessTable.All().Where(entry => entry.Session == pane.Pid && !entry.IsZombie).Select(entry => entry.Pid)),
    ];

    /// <summary>What the model was asked in the sessions, in order, without the calls that the CLIs make for themselves.</summary>
    public static IReadOnlyList<string> Prompts(this World world) =>
        [.. world.Model.Calls.Where(call => !call.IsSideCall && call.Turn == 0).Select(call => call.PromptText)];
}
