using System.Text.Json;
using Orch.Planning;

namespace Orch.Tests.Planning;

/// <summary>Tasks as people write them, with what is to be made of them.</summary>
public sealed class LabelledTaskTests
{
    private static readonly string[] Preference = ["gemini", "claude", "codex", "cursor"];

    public static TheoryData<string> Cases() => [.. ((string[])["planner.jsonl", "neighbours.jsonl"]).SelectMany(file => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Planning", file)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_task_is_planned_as_labelled(string line)
    {
        var labelled = JsonSerializer.Deserialize<JsonElement>(line);
        var want = labelled.GetProperty("want");
        var installed = labelled.GetProperty("installed").EnumerateArray().Select(name => name.GetString()).ToHashSet();
        var request = new PlanRequest(
            labelled.GetProperty("task").GetString()!,
            [.. Preference.Select(name => new KnownCli(name, name == "cursor" ? ["cursor-agent", "agent"] : [name], $"install {name}", installed.Contains(name)))])
        {
            AgentCli = labelled.GetProperty("agent_cli").GetString(),
        };

        if (want.GetProperty("error").GetBoolean())
        {
            Assert.Throws<OrchException>(() => Planner.Plan(request));
            return;
        }

        var specs = Planner.Plan(request).Specs;
        Assert.All(specs, spec => Assert.Equal(want.GetProperty("mode").GetString(), spec.Mode == AgentMode.Update ? "update" : "create"));
        Assert.All(specs, spec => Assert.Equal(want.GetProperty("cli").GetString(), spec.Cli));
        Assert.All(specs, spec => Assert.Equal(
            want.GetProperty("cli_chain") is { ValueKind: JsonValueKind.Array } chain ? chain.EnumerateArray().Select(name => name.GetString()) : [spec.Cli], spec.CliChain));
        if (want.GetProperty("agents") is { ValueKind: JsonValueKind.Number } agents)
        {
            Assert.Equal(agents.GetInt32(), specs.Count);
        }

        if (want.TryGetProperty("pr_candidates", out var candidates))
        {
            Assert.Equal(candidates.EnumerateArray().Select(number => (int?)number.GetInt32()), specs.Select(spec => spec.Pr));
        }
        else
        {
            Assert.All(specs, spec => Assert.Equal(want.GetProperty("pr") is { ValueKind: JsonValueKind.Number } pr ? pr.GetInt32() : null, spec.Pr));
        }
    }
}
