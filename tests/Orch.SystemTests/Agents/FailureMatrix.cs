using System.Globalization;
using Orch.Agents;
using Orch.Processes;
using Orch.ScriptedModel;
using Orch.State;
using Orch.Supervision;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Agents;

/// <summary>One real agent CLI in a chain, out of the box, met by every failure in turn: how each ended, and after how long.</summary>
/// <param name="cli">The CLI.</param>
/// <param name="table">The name of its table; null for the CLI's.</param>
internal sealed class FailureMatrix(string cli, string? table = null) : IAsyncDisposable
{
    // Whoever does not tell its trouble by then counts as having run out of time.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly string directory = Directory.CreateTempSubdirectory("orch-matrix-").FullName;
    private readonly StarterThread starter = new();
    private readonly SortedDictionary<int, string> rows = [];
    private int count;

    /// <summary>Where the tables of all CLIs are left for people to read.</summary>
    private static string Folder => Path.Combine(OrchBinary.Artifacts, "failure-matrix");

    /// <summary>Lets the CLI meet a failure and notes the row.</summary>
    /// <param name="failure">What people call it.</param>
    /// <param name="scenario">What the scripted model does; null for a server that is not there.</param>
    /// <param name="change">Further conditions of the attempt.</param>
    public async Task<AttemptOutcome> MeetAsync(string failure, string? scenario, Func<AttemptOrder, AttemptOrder>? change = null)
    {
        var number = ++count;
        var server = await ScriptedModelServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var stopped = false;
        try
        {
            var order = await OrderAsync(number, server, scenario ?? "ok");
            if (scenario is null)
            {
                await server.DisposeAsync();
                stopped = true;
            }

            var surroundings = new Surroundings(order.Environment, order.Workspace, OrchBinary.Path, TimeProvider.System);
            var began = TimeProvider.System.GetTimestamp();
            var result = await new AttemptRunner(surroundings, starter, new Redactor(KnownSecrets.From(order.Environment))).RunAsync(change?.Invoke(order) ?? order, _ => { }, TestContext.Current.CancellationToken);
            var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            rows[number] = string.Create(CultureInfo.InvariantCulture, $"{cli,-9} {failure,-22} {SnakeCase.Of(result.Verdict.Outcome),-20} {seconds,6:0.0} s  {OneLine.Of(result.Verdict.Detail, 90)}");
            return result.Verdict.Outcome;
        }
        finally
        {
            if (!stopped)
            {
                await server.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllLinesAsync(Path.Combine(Folder, $"{table ?? cli}.txt"), rows.Values);
        starter.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<AttemptOrder> OrderAsync(int number, ScriptedModelServer server, string scenario)
    {
        var root = Path.Combine(directory, $"{number}");
        var options = new ScriptedAccountOptions { Claude = scenario, Codex = scenario, Gemini = scenario, Opencode = scenario, Qwen = scenario, Copilot = scenario };
        var environment = AgentCliHome.Create(Path.Combine(root, "account"), server, options);
        AgentCliHome.Require(cli, environment);
        var id = Ids.New("agent");
        environment["ORCH_AGENT_ID"] = id;
        environment["IS_SANDBOX"] = "1";
        environment["HOME"] = Path.Combine(root, "account");
        var repository = Path.Combine(root, "repository");
        var made = await new ProcessRunner(TimeProvider.System).RunAsync(new("git", "init", "--quiet", repository) { Environment = environment }, TestContext.Current.CancellationToken);
        Assert.True(made.Succeeded, made.Complaint);
        var folder = Path.Combine(root, "attempt");
        StateDirectory.EnsurePrivate(folder);
        return new AttemptOrder
        {
            N = 1,
            Cli = new AgentCatalog().Find(cli)!,
            Prompt = "Add hello.txt",
            AgentId = id,
            Workspace = repository,
            Folder = folder,
            Environment = environment,
            Timeout = Bound,
            IdleTimeout = Silence,
            HasNext = true,
            SkipPermissions = true,
        };
    }
}
