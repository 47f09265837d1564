namespace Orch.SystemTests.Support;

/// <summary>An agent CLI that does exactly what a test wrote down for the agent of that name, where no model would: a shell script in the place of <c>claude</c>.</summary>
internal static class ActingAgent
{
    /// <summary>The last line of a script whose agent stays at work until it is ended.</summary>
    public const string Hang = "touch \"$WORLD/act/$ORCH_AGENT.done\"\nexec sleep 600\n";

    /// <summary>Makes the world's <c>claude</c> such a script.</summary>
    public static void Prepare(World world)
    {
        Directory.CreateDirectory(Path.Combine(world.Root, "act"));
        world.Environment["WORLD"] = world.Root;
        world.Environment["APP"] = world.Repository;
        world.Stub("claude", """
            cat > /dev/null
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            sh -e "$WORLD/act/$ORCH_AGENT" > "$WORLD/act/$ORCH_AGENT.log" 2>&1 || exit 1
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);
    }

    /// <summary>What the agent of this name does in its workspace; a failing command ends it.</summary>
    public static void Act(World world, string agent, string script) => File.WriteAllText(Path.Combine(world.Root, "act", agent), script);

    /// <summary>Starts an agent that does its work and then stays; returns once the work is done.</summary>
    public static async Task<string> StartHangingAsync(World world, string agent, string script)
    {
        Act(world, agent, $"{script}\n{Hang}");
        await world.OrchJsonAsync(0, "run", "--json", "--detach", "--agent-cli", "claude", "--name", agent, "--no-new-pr", "Do what is written");
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(world.Root, "act", $"{agent}.done")), $"{agent} has done its work");
        return Path.Combine(world.Root, "app.orch", agent);
    }

    /// <summary>Lets an agent do its work in uncommitted files and kills it.</summary>
    public static async Task<string> StartAndKillAsync(World world, string agent, string script)
    {
        var workspace = await StartHangingAsync(world, agent, script);
        var killed = await world.OrchAsync("kill", agent);
        Assert.True(killed.Succeeded, killed.Error);
        return workspace;
    }

    /// <summary>Lets an agent do its work to the end and be verified.</summary>
    public static async Task<string> FinishAsync(World world, string agent, string script)
    {
        Act(world, agent, script);
        await world.OrchJsonAsync(0, "run", "--json", "--agent-cli", "claude", "--name", agent, "--no-new-pr", "Do what is written");
        return Path.Combine(world.Root, "app.orch", agent);
    }
}
