// Follows an agent that somebody else started, until it has ended or needs a person: WatchEvents NAME
using Orch;

if (args is not [var name])
{
    Console.Error.WriteLine("usage: WatchEvents NAME");
    return 2;
}

try
{
    var agent = await new TaskDispatcher().FindAsync(name);
    await foreach (var one in agent.Events)
    {
        Console.WriteLine($"{one.Seq} {one.Kind} {one.Data}");
    }

    return 0;
}
catch (OrchException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
