using Orch;
using Orch.Cli;
using Orch.Cli.Rendering;
using Orch.Live;
using Orch.Processes;
using Orch.Supervision;

if (args is [SessionLauncher.Verb, .. var launch])
{
    return SessionLauncher.Run(launch, Console.Error);
}

if (args is [GhGate.Verb, .. var call])
{
    return GhGate.Run(call, Console.Error);
}

InheritedDescriptors.KeepFromChildren();
if (args is [LiveHost.Verb, var session])
{
    return await LiveHost.RunAsync(session, Console.Error);
}

using var interruption = new Interruption();
var context = new CommandContext(Terminal.OfThisProcess(), () => Surroundings.OfThisProcess(Environment.ProcessPath ?? "orch"));
return await new CommandLine(context).RunAsync(args, interruption.Token);
