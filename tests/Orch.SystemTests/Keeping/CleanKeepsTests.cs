using System.Text.Json;
using Orch.State;
using Orch.SystemTests.Support;
using static Orch.SystemTests.Keeping.CleanWorld;

namespace Orch.SystemTests.Keeping;

/// <summary>What <c>orch clean</c> leaves alone: what is not just a workspace of an ended agent.</summary>
public sealed class CleanKeepsTests
{
    [Theory]
    [InlineData("moved", "mv \"$W\" \"$W.moved\"", "W.moved")]
    [InlineData("moved by git", "git -C \"$APP\" worktree move \"$W\" \"$W.moved\"", "W.moved")]
    [InlineData("replaced by a link", "mv \"$W\" \"$W.moved\" && ln -s \"$W.moved\" \"$W\"", "W.moved")]
    [InlineData("replaced by a directory of somebody else", "mv \"$W\" \"$W.moved\" && mkdir \"$W\" && echo mine > \"$W/mine\"", "W")]
    [InlineData("replaced by a worktree of the user", "git -C \"$APP\" worktree remove --force \"$W\" && git -C \"$APP\" worktree add -q --detach \"$W\" && echo mine > \"$W/mine\"", "W")]
    [InlineData("replaced by a repository of the user", "mv \"$W\" \"$W.moved\" && git init -q \"$W\" && echo mine > \"$W/mine\"", "W")]
    [InlineData("with a pointer to elsewhere", "echo \"gitdir: $APP/.git\" > \"$W/.git\"", "W")]
    [InlineData("locked", "git -C \"$APP\" worktree lock \"$W\"", "W")]
    public async Task A_directory_that_is_not_just_the_workspace_is_not_touched(string how, string script, string stays)
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", Commit);
        world.Environment["W"] = workspace;
        var changed = await world.RunAsync("sh", ["-e", "-c", script]);
        Assert.True(changed.Succeeded, changed.Error);
        var place = stays.Replace("W", workspace, StringComparison.Ordinal);
        var before = Files(place);

        var agent = await CleanAsync(world, 7, "work");

        Assert.True(Text(agent, "action") == "kept", how);
        Assert.Equal(before, Files(place));
        Assert.Equal(1, (await world.OrchJsonAsync(0, "clean", "--json")).GetProperty("agents").GetArrayLength());
        Assert.Equal(before, Files(place));
    }

    [Fact]
    public async Task A_workspace_in_use_is_kept()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", Commit);

        var inside = await world.RunAsync(OrchBinary.Path, ["clean", "work"], workspace);
        var used = await world.RunAsync("sh", ["-c", "(cd \"$1\" && exec sleep 60) & \"$0\" clean work; code=$?; kill $!; exit $code", OrchBinary.Path, workspace]);

        Assert.Equal(7, inside.ExitCode);
        Assert.Contains("you are in", inside.Output);
        Assert.Equal(7, used.ExitCode);
        Assert.Contains("process", used.Output);
        Assert.True(Directory.Exists(workspace));
    }

    [Fact]
    public async Task An_agent_that_has_not_ended_or_was_taken_over_keeps_its_workspace()
    {
        await using var world = await CreateAsync();
        var workspace = await ActingAgent.FinishAsync(world, "work", Commit);
        ActingAgent.Act(world, "work-2", ActingAgent.Hang);
        await world.OrchJsonAsync(0, "retry", "work", "--detach", "--json");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(world.Root, "act", "work-2.done")), "work-2 is at work");

        var first = await CleanAsync(world, 7, "work");
        var second = await CleanAsync(world, 7, "work-2");
        var all = await world.OrchJsonAsync(0, "clean", "--json");

        Assert.Contains("work-2", Text(first, "reason"));
        Assert.Contains("has not ended", Text(second, "reason"));
        Assert.Equal(0, all.GetProperty("agents").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(workspace, "a.txt")));
        await world.OrchAsync("kill", "work-2");
        Assert.Equal("removed", Text(await CleanAsync(world, 0, "work-2"), "action"));
    }
}
