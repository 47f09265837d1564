// Starts one agent for each task and shows the progress of all of them: ManyAgents TASK TASK…
using Orch;
using Orch.State;

var dispatcher = new TaskDispatcher();
var agents = new List<AgentHandle>();
foreach (var task in args)
{
    foreach (var spec in await dispatcher.AnalyzeTaskAndCreateAgentsAsync(task))
    {
        agents.Add(await dispatcher.StartAsync(spec));
    }
}

var ended = await Task.WhenAll(agents.Select(async agent =>
{
    await foreach (var one in agent.Events)
    {
        if (one.Kind == EventKinds.State)
        {
            Console.WriteLine($"{one.At:HH:mm:ss} {agent.Name}: {one.Data.GetProperty("state").GetString()}");
        }
    }

    return agent.Get();
}));
Console.WriteLine($"{ended.Count(agent => agent.State == AgentState.Verified)} of {ended.Length} verified");
return ended.All(agent => agent.State == AgentState.Verified) ? 0 : 1;
