using Orch.Planning;
using Orch.SubAgents;

namespace Orch.Tests.SubAgents;

/// <summary>What an agent says about an agent that it wants sets no options and no paths.</summary>
public sealed class SubAgentSpecTests
{
    private static readonly KnownCli[] Clis = [new("claude", ["claude"], "npm install claude", true), new("codex", ["codex"], "npm install codex", true)];

    [Fact]
    public void The_task_is_taken_as_it_stands()
    {
        const string Task = "--workspace-root /etc --base evil Write the parser --agent-cli codex";

        var spec = SubAgentStart.Spec(new(Task), ["claude"], Clis);

        Assert.Equal(Task, spec.Task);
        Assert.Equal(["claude"], spec.CliChain);
        Assert.Null(spec.WorkspaceConfig);
        Assert.Null(spec.Base);
    }

    [Fact]
    public void Name_chain_and_model_can_be_chosen()
    {
        var spec = SubAgentStart.Spec(new("Write the parser") { Name = "parser", AgentCli = "codex,claude", Model = "m" }, ["claude"], Clis);

        Assert.Equal(("parser", "codex", "m"), (spec.Name, spec.Cli, spec.Model));
        Assert.Equal(["codex", "claude"], spec.CliChain);
    }

    [Theory]
    [InlineData("Write it", "../x", null, null)]
    [InlineData("Write it", null, "nobody", null)]
    [InlineData("Write it", null, null, "--dangerous")]
    [InlineData("...", null, null, null)]
    [InlineData("a\0b", null, null, null)]
    public void What_is_no_name_no_cli_no_model_or_no_task_is_refused(string task, string? name, string? cli, string? model)
    {
        var e = Assert.Throws<OrchException>(() => SubAgentStart.Spec(new(task) { Name = name, AgentCli = cli, Model = model }, ["claude"], Clis));
        Assert.Equal(OrchErrorKind.Usage, e.Kind);
    }
}
