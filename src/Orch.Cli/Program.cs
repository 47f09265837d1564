using Orch.Processes;

if (args is [SessionLauncher.Verb, .. var rest])
{
    return SessionLauncher.Run(rest, Console.Error);
}

InheritedDescriptors.KeepFromChildren();
return 0;
