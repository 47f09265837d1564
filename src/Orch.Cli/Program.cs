using Orch;
using Orch.Cli;
using Orch.Cli.Rendering;
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
using var interruption = new Interruption();
var context = new CommandContext(Terminal.OfThisProcess(), () => Surroundings.OfThisProcess(Environment.ProcessPath ?? "orch"));
return await new CommandLine(context).RunAsync(args, interruption.Token);
