using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>A whole plan, carried out by the real agent CLIs against the scripted model.</summary>
public sealed class RealPlanTests
{
    // model, api and docs need nothing; tests needs model and api; release needs all of them.
    private static readonly (string Name, string Cli, string After)[] Tasks =
    [
        ("model", "claude", ""), ("api", "codex", ""), ("tests", "gemini", "model, api"), ("docs", "claude", ""), ("release", "codex", "tests, docs"),
    ];

    [Fact]
    public async Task Five_tasks_run_in_their_order_and_as_parallel_as_they_may()
    {
        await using var world = await World.CreateAsync();
        var plan = string.Join('\n', Tasks.Select(task =>
            $"## Add {task.Name}\nname: {task.Name}\nagent-cli: {task.Cli}\n{(task.After.Length > 0 ? $"after: {task.After}\n" : "")}\n<<<SCRIPT [{{\"tool\":\"write\",\"path\":\"{task.Name}.txt\",\"content\":\"{task.Name}\\n\"}},{{\"text\":\"DONE\"}}] SCRIPT>>>\n"));
        await File.WriteAllTextAsync(Path.Combine(world.Root, "plan.md"), plan);

        var list = await world.OrchJsonAsync(0, "run", "--json", "--plan", "../plan.md");

        var agents = list.GetProperty("agents").EnumerateArray().ToDictionary(agent => agent.GetProperty("name").GetString()!, StringComparer.Ordinal);
        Assert.Equal(Tasks.Select(task => task.Name).Order(StringComparer.Ordinal), agents.Keys.Order(StringComparer.Ordinal));
        Assert.All(agents.Values, agent => Assert.Equal("verified", agent.GetProperty("state").GetString()));
        Assert.All(Tasks, task => Assert.Equal(task.Cli, agents[task.Name].GetProperty("attempts")[0].GetProperty("cli").GetString()));
        foreach (var name in Tasks.Select(task => task.Name))
        {
            Assert.Equal($"{name}\n", await world.AtOriginAsync("orch/release", $"{name}.txt"));
        }

        Assert.Null(await world.AtOriginAsync("orch/tests", "docs.txt"));
        var log = States(world);
        foreach (var (name, _, after) in Tasks)
        {
            Assert.All(after.Split(", ", StringSplitOptions.RemoveEmptyEntries), before => Assert.True(log.IndexOf($"{before} verified") < log.IndexOf($"{name} preparing"), $"{name} began before {before} was done"));
        }

        // What waits for nobody does not wait: all three are at work before the first of them is done.
        string[] free = ["model preparing", "api preparing", "docs preparing"];
        Assert.True(free.Max(log.IndexOf) < log.FindIndex(line => line.EndsWith(" verified", StringComparison.Ordinal)), string.Join('\n', log));
    }

    private static List<string> States(World world)
    {
        using var state = OrchState.Open(StateDirectory.Locate(world.Environment), TimeProvider.System);
        return [.. state.Events.Read(0).Where(one => one.Kind == EventKinds.State).Select(one => $"{one.Agent} {one.Data.GetProperty("state").GetString()}")];
    }
}
