using Orch.State;

namespace Orch.Tests.State;

/// <summary>A state directory of its own for one test.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly string parent = System.IO.Directory.CreateTempSubdirectory("orch-test-").FullName;

    public StateFolder() => Directory = StateDirectory.Locate(new Dictionary<string, string> { ["ORCH_HOME"] = Path.Combine(parent, "state") });

    public StateDirectory Directory { get; }

    public OrchState Open(TimeProvider? time = null) => OrchState.Open(Directory, time ?? TimeProvider.System);

    public static AgentRecord Agent(string name, AgentState state = AgentState.Queued) => new()
    {
        Id = Ids.New("agent"),
        TaskId = "task_1",
        ContextId = "context_1",
        Name = name,
        Task = "make it work",
        State = state,
        StateAt = DateTimeOffset.UnixEpoch,
        Cli = "claude",
        CliChain = ["claude", "codex"],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public void Dispose() => System.IO.Directory.Delete(parent, recursive: true);
}
