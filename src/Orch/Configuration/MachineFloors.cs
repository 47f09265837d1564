namespace Orch.Configuration;

/// <summary>What stays free on the machine.</summary>
/// <param name="Disk">On each disk that an agent writes to; null for no floor.</param>
/// <param name="Memory">Of memory; null for no floor.</param>
internal sealed record MachineFloors(MachineFloor? Disk, MachineFloor? Memory);
