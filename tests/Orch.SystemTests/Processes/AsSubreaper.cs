namespace Orch.SystemTests.Processes;

/// <summary>Tests that make the test process adopt orphans: all descendants of the process are theirs, so nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AsSubreaper
{
    public const string Name = "subreaper";
}
