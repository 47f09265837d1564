using Orch.Cli;
using Orch.Cli.Rendering;
using Orch.State;

namespace Orch.Tests.Cli;

/// <summary>The command line over a state directory of its own, with its two outputs kept.</summary>
internal sealed class CliWorld : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("orch-cli-").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public CliWorld() => Environment = new(StringComparer.Ordinal) { ["ORCH_HOME"] = Path.Combine(root, "state"), ["PATH"] = root };

    public Dictionary<string, string> Environment { get; }

    public string Folder => root;

    public string Output => output.ToString();

    public string Error => error.ToString();

    public CommandContext Context => new(
        new Terminal(output, error, TimeProvider.System),
        () => new Surroundings(Environment, root, "/nowhere/orch", TimeProvider.System));

    public Task<int> OrchAsync(params IReadOnlyList<string> arguments) =>
        new CommandLine(Context).RunAsync(arguments, TestContext.Current.CancellationToken);

    public OrchState OpenState() => Context.OpenState();

    /// <summary>Records an agent and, if wanted, what became of it.</summary>
    public void Add(string name, Func<AgentRecord, AgentRecord>? change = null)
    {
        using var state = OpenState();
        var record = Samples.Agent(name) with { State = AgentState.Queued, CreatedAt = TimeProvider.System.GetUtcNow(), EndedAt = null };
        state.Agents.Create("the task", [(record, "{}")]);
        if (change is not null)
        {
            state.Agents.Update(name, change);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
