using Orch.Processes;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Recovery;

/// <summary>What the tests of crashes need of a world: its record, opened, and the means to kill.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    /// <summary>An agent that works until the file <c>go</c> lies in the world, which it sees at its start only, and then is done.</summary>
    public const string Waits = """
        cat > /dev/null
        echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
        echo '{"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"I work"}]}}'
        echo half > half.txt
        echo one >> "$WORLD/launches-$ORCH_AGENT"
        if [ -e "$WORLD/go" ]; then
          echo whole > whole.txt
          echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
        else
          sleep 600
        fi
        """;

    private readonly ProcessRunner runner = new(TimeProvider.System);
    private OrchState? state;

    private CrashWorld(World world) => World = world;

    public World World { get; }

    public OrchState State => state ??= OrchState.Open(StateDirectory.Locate(World.Environment), TimeProvider.System);

    /// <param name="claude">What stands in the place of claude; null for the real one.</param>
    public static async Task<CrashWorld> CreateAsync(string? claude = Waits)
    {
        var world = await World.CreateAsync(codex: null, gemini: null);
        world.Environment["WORLD"] = world.Root;
        if (claude is not null)
        {
            world.Stub("claude", claude);
        }

        return new(world);
    }

    /// <summary>Runs orch in the repository with further variables.</summary>
    public async Task<ProcessResult> OrchAsync(IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> arguments)
    {
        var environment = World.Environment.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return await runner.RunAsync(
            new ProcessSpec(OrchBinary.Path, arguments) { Environment = environment, WorkingDirectory = World.Repository, Timeout = TimeSpan.FromMinutes(3) },
            TestContext.Current.CancellationToken);
    }

    /// <summary>Runs orch, which has to succeed, and gives what it printed, or said.</summary>
    public async Task<string> DemandAsync(params IReadOnlyList<string> arguments)
    {
        var result = await World.OrchAsync(arguments);
        Assert.True(result.Succeeded, $"orch {string.Join(' ', arguments)}: {result.ExitCode} {result.Error}{result.Output}");
        return result.Output.Length > 0 ? result.Output : result.Error;
    }

    public AgentRecord Shown(string name) => State.Agents.Get(name).Display();

    /// <summary>Starts an agent and waits until its CLI was launched so many times.</summary>
    public async Task StartAsync(string name, params IReadOnlyList<string> options)
    {
        await DemandAsync(["run", "--detach", "--name", name, .. options, "Do the work"]);
        await LaunchedAsync(name, 1);
    }

    public Task LaunchedAsync(string name, int times) => Waiting.UntilAsync(() => Launches(name) >= times, $"the CLI of {name} is launched {times} times");

    public int Launches(string name) => File.Exists(Path.Combine(World.Root, $"launches-{name}")) ? File.ReadAllLines(Path.Combine(World.Root, $"launches-{name}")).Length : 0;

    /// <summary>Lets agents that are launched from now on come to their end.</summary>
    public void LetGo() => File.WriteAllText(Path.Combine(World.Root, "go"), "");

    /// <summary>Kills the supervisor and sees that the agent is shown as lost.</summary>
    public async Task CrashAsync(string name)
    {
        var supervisor = State.Agents.Get(name).Supervisor ?? throw new InvalidOperationException($"{name} has no supervisor");
        _ = NativeMethods.Kill(supervisor.Pid, NativeMethods.SigKill);
        await LostAsync(name);
    }

    public Task LostAsync(string name) => Waiting.UntilAsync(() => Shown(name).State == AgentState.Lost, $"{name} is lost");

    /// <summary>Waits for the end and gives the record.</summary>
    public async Task<AgentRecord> EndAsync(string name)
    {
        await Waiting.UntilAsync(() => Shown(name).State.IsEnd() || Shown(name).State == AgentState.Lost, $"{name} ends");
        return Shown(name);
    }

    /// <summary>No process of the agent is left.</summary>
    public void AssertNoOrphan(AgentRecord agent) => Assert.Empty(new Leftovers(Leftovers.AgentMarker, agent.Id, TimeProvider.System).Find());

    public async ValueTask DisposeAsync()
    {
        state?.Dispose();
        await World.DisposeAsync();
    }
}
