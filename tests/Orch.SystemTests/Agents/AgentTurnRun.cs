using Orch.Agents;
using Orch.Processes;
using Orch.ScriptedModel;
using Orch.State;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Agents;

/// <summary>Turns of a real agent CLI as Orch launches it, in a repository and a home of its own, against a scripted model.</summary>
internal sealed class AgentTurnRun : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("orch-turn-").FullName;
    private readonly ProcessRunner runner = new(TimeProvider.System);
    private readonly Dictionary<string, string> inherited;

    /// <param name="server">The model.</param>
    /// <param name="scenario">What every CLI meets.</param>
    /// <param name="boundRetries">The user's own settings bound the CLIs' retries.</param>
    public AgentTurnRun(ScriptedModelServer server, string scenario, bool boundRetries = false)
    {
        var options = new ScriptedAccountOptions { Claude = scenario, Codex = scenario, Gemini = scenario, Opencode = scenario, Qwen = scenario, Copilot = scenario, BoundRetries = boundRetries };
        inherited = AgentCliHome.Create(Path.Combine(directory, "account"), server, options);
        Directory.CreateDirectory(Repository);
    }

    public AttemptFacts? Facts { get; private set; }

    private string Repository => Path.Combine(directory, "repository");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    public async Task<AttemptVerdict> RunAsync(string name, Func<AgentTurn, AgentTurn>? change = null)
    {
        AgentCliHome.Require(name, inherited);
        await GitAsync("init", "--quiet");
        // gemini hides the user's own git configuration from the commands it runs; the repository's is seen by all.
        await GitAsync("config", "user.name", "Scripted Agent");
        await GitAsync("config", "user.email", "agent@example.invalid");
        var cli = new AgentCatalog().Find(name)!;
        var turn = new AgentTurn
        {
            Prompt = "--help $(touch injected) do it",
            PromptFile = Path.Combine(directory, "prompt.md"),
            Workspace = Repository,
            ScratchDirectory = Directory.CreateDirectory(Path.Combine(directory, Ids.New("scratch"))).FullName,
            SkipPermissions = true,
            Environment = inherited,
        };
        var launch = cli.Launch(change?.Invoke(turn) ?? turn);
        foreach (var (path, content) in launch.Files)
        {
            PrivateFile.Write(path, content);
        }

        var result = await runner.RunAsync(Spec(AgentCatalog.Resolve(cli, inherited).Path!, launch), TestContext.Current.CancellationToken);
        var reader = cli.CreateReader();
        foreach (var line in result.Error.Split('\n'))
        {
            reader.ReadError(line);
        }

        foreach (var line in result.Output.Split('\n'))
        {
            reader.Read(line);
        }

        reader.Finish(result.ExitCode);
        Facts = new(TimeProvider.System.GetLocalNow(), reader.Report)
        {
            ExitCode = result.ExitCode,
            Action = result.TimedOut ? OwnAction.WallTimeout : OwnAction.None,
        };
        return AttemptClassifier.Classify(cli, Facts);
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await runner.RunAsync(
            new("git", arguments) { Environment = inherited, WorkingDirectory = Repository }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Complaint);
        return result.Output.TrimEnd();
    }

    private ProcessSpec Spec(string program, AgentLaunch launch)
    {
        var environment = new Dictionary<string, string>(inherited, StringComparer.Ordinal) { ["PWD"] = Repository };
        foreach (var (variable, value) in launch.Environment)
        {
            if (value is null)
            {
                environment.Remove(variable);
            }
            else
            {
                environment[variable] = value;
            }
        }

        return new(program, launch.Arguments) { Environment = environment, WorkingDirectory = Repository, Input = launch.Input };
    }
}
