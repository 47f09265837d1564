// Plans a task, starts its agents and says how they ended: OneAgent TASK [AGENT-CLI]
using Orch;

if (args is not [var task, ..])
{
    Console.Error.WriteLine("usage: OneAgent TASK [AGENT-CLI]");
    return 2;
}

try
{
    var dispatcher = new TaskDispatcher();
    var specs = await dispatcher.AnalyzeTaskAndCreateAgentsAsync(task, forcedCli: args.ElementAtOrDefault(1));
    foreach (var spec in specs)
    {
        var agent = await dispatcher.StartAsync(spec);
        var ended = await agent.WaitAsync();
        Console.WriteLine($"{ended.Name} {ended.State} {ended.HeadSha}");
    }

    return 0;
}
catch (OrchException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
