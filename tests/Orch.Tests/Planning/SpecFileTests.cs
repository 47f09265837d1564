using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.Planning;

namespace Orch.Tests.Planning;

public sealed class SpecFileTests
{
    private static readonly KnownCli[] Clis = [.. ((string[])["claude", "codex", "gemini"]).Select(name => new KnownCli(name, [name], "install", IsInstalled: name != "gemini"))];

    [Fact]
    public void A_saved_plan_comes_back_as_it_was()
    {
        var specs = Planner.Plan(new PlanRequest("1. Fix the login\n2. Fix PR #12 with codex (after 1)", Clis)).Specs;

        Assert.Equivalent(specs, Read(Json(specs)), strict: true);
        Assert.Equivalent(specs[0], Read(JsonSerializer.Serialize(specs[0], PlanningJson.Default.AgentSpec))[0], strict: true);
    }

    [Fact]
    public void The_CLI_that_was_written_in_goes_first()
    {
        var spec = Read(Edited(spec => (spec["cli"], spec["cli_chain"]) = ("codex", new JsonArray("claude", "gemini"))))[0];

        Assert.Equal(("codex", "codex,claude"), (spec.Cli, string.Join(',', spec.CliChain)));
        Assert.Contains(spec.Warnings, warning => warning.StartsWith("gemini is not installed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name", "\"../../etc\"", "names are small letters")]
    [InlineData("name", "\"Fix\"", "names are small letters")]
    [InlineData("name", "\"\"", "names are small letters")]
    [InlineData("name", "null", "cannot be read")]
    [InlineData("task", "\" \"", "is empty")]
    [InlineData("task", "\"a\\u0000\"", "NUL")]
    [InlineData("task", "7", "cannot be read")]
    [InlineData("schema", "\"orch.agent_spec/2\"", "reads orch.agent_spec/1")]
    [InlineData("cli", "\"nobody\"", "unknown agent CLI")]
    [InlineData("cli", "\"gemini\"", null)]
    [InlineData("cli_chain", "null", "cannot be read")]
    [InlineData("model", "\"--dangerous\"", "model")]
    [InlineData("branch", "\"-x\"", "branch")]
    [InlineData("base", "\"a\\nb\"", "base")]
    [InlineData("pr", "0", "positive")]
    [InlineData("pr", "5", "mode create")]
    [InlineData("mode", "\"delete\"", "cannot be read")]
    [InlineData("after", "[\"$(x)\"]", "no agent's name")]
    [InlineData("surprise", "1", "cannot be read")]
    public void An_edited_spec_that_is_none_is_refused_in_one_line(string field, string value, string? complaint)
    {
        var json = Edited(spec => spec[field] = JsonNode.Parse(value));

        if (complaint is null)
        {
            Assert.NotEmpty(Read(json));
            return;
        }

        var message = Assert.Throws<OrchException>(() => Read(json)).Message;
        Assert.Contains(complaint, message);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("nonsense")]
    [InlineData("[{}]")]
    [InlineData("{\"agents\": []}")]
    public void A_file_without_specs_is_refused(string json) =>
        Assert.Contains("dispatcher create --dry-run", Assert.Throws<OrchException>(() => Read(json)).Message);

    [Fact]
    public void Two_specs_of_one_name_are_refused()
    {
        var spec = Planner.Plan(new PlanRequest("Fix the login", Clis)).Specs[0];

        Assert.Contains("names are unique", Assert.Throws<OrchException>(() => Read(Json([spec, spec]))).Message);
    }

    private static string Edited(Action<JsonObject> edit)
    {
        var specs = JsonNode.Parse(Json(Planner.Plan(new PlanRequest("Fix the login", Clis)).Specs))!.AsArray();
        edit(specs[0]!.AsObject());
        return specs.ToJsonString();
    }

    private static string Json(IReadOnlyList<AgentSpec> specs) => JsonSerializer.Serialize(specs, PlanningJson.Default.IReadOnlyListAgentSpec);

    private static IReadOnlyList<AgentSpec> Read(string json) => SpecCheck.Check(SpecFile.Read(json, "specs.json"), Clis);
}
