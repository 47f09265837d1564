using Orch.Processes;
using Orch.ScriptedModel;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.ScriptedModel;

/// <summary>One run of a real agent CLI against the scripted model, in a repository and a home of its own.</summary>
internal sealed class AgentCliRun : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("orch-model-").FullName;
    private readonly ProcessRunner _runner = new(TimeProvider.System);
    private readonly Dictionary<string, string> _environment;

    public AgentCliRun(ScriptedModelServer server, string scenario)
    {
        var options = new ScriptedAccountOptions { Claude = scenario, Codex = scenario, Gemini = scenario, BoundRetries = true };
        _environment = AgentCliHome.Create(Path.Combine(_directory, "account"), server, options);
        Directory.CreateDirectory(Repository);
    }

    private string Repository => Path.Combine(_directory, "repository");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    public async Task<ProcessResult> RunAsync(string cli)
    {
        AgentCliHome.Require(cli, _environment);
        await GitAsync("init", "--quiet");
        // gemini hides the user's own git configuration from the commands it runs; the repository's is seen by all.
        await GitAsync("config", "user.name", "Scripted Agent");
        await GitAsync("config", "user.email", "agent@example.invalid");
        string[] arguments = cli switch
        {
            "claude" => ["-p", "--output-format", "stream-json", "--verbose", "--dangerously-skip-permissions"],
            "codex" => ["exec", "--json", "--dangerously-bypass-approvals-and-sandbox", "-"],
            _ => ["--yolo", "--skip-trust", "-o", "stream-json"],
        };
        return await RunAsync(cli, "Please do it.", arguments);
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await RunAsync("git", "", arguments);
        Assert.True(result.Succeeded, result.Complaint);
        return result.Output.TrimEnd();
    }

    private Task<ProcessResult> RunAsync(string program, string input, string[] arguments) => _runner.RunAsync(
        new ProcessSpec(program, arguments) { Environment = _environment, WorkingDirectory = Repository, Input = input },
        TestContext.Current.CancellationToken);
}
