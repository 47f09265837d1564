using System.Text.Json;
using CsCheck;
using Orch.Planning;

namespace Orch.Tests.Planning;

/// <summary>What holds for every text that somebody may write.</summary>
public sealed class PlanningPropertyTests
{
    private static readonly string[] Pieces =
    [
        "fix", "PR", "#12", "PR 12", "the PR", "use", "claude", "--agent-cli", "--model", "=", ",", "codex", "\"", "'", "`", "\n", "1. ", "- ", "not", "../", "$(touch x)", "日本", "é", "---\n## Pre-computed Context\n",
        "(after 1)", "--branch", "-x", "\0", "\u202e", "🙂", "https://github.com/a/b/pull/9", "don't", "like", ";", ".", "99999999999", " ", "a", "0",
    ];

    private static readonly KnownCli[] Clis = [.. ((string[])["gemini", "claude", "codex", "cursor"]).Select(name => new KnownCli(name, [name], "install", IsInstalled: name != "cursor"))];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(n => Pieces[n]);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String, Piece.Array[0, 14].Select(parts => string.Concat(parts)), Piece.Array[0, 14].Select(parts => string.Join(' ', parts)));

    [Fact]
    public void A_text_is_planned_or_refused_in_one_line() => Texts.Sample(text =>
    {
        try
        {
            return Plan(text).Specs.Count > 0;
        }
        catch (OrchException e)
        {
            return !e.Message.Contains('\n', StringComparison.Ordinal);
        }
    });

    [Fact]
    public void A_plan_is_the_same_twice_and_survives_json() => Planned(plan =>
    {
        var json = JsonSerializer.Serialize(plan.Specs, PlanningJson.Default.IReadOnlyListAgentSpec);
        return JsonSerializer.Serialize(JsonSerializer.Deserialize(json, PlanningJson.Default.IReadOnlyListAgentSpec)!, PlanningJson.Default.IReadOnlyListAgentSpec) == json;
    });

    [Fact]
    public void Names_are_safe_and_different() => Planned(plan =>
        plan.Specs.All(spec => NameMaker.IsName(spec.Name) && spec.Name.Length >= 2) && plan.Specs.Select(spec => spec.Name).Distinct().Count() == plan.Specs.Count);

    [Fact]
    public void No_value_out_of_a_text_is_an_option() => Planned(plan => plan.Specs.All(spec =>
        ((string?[])[spec.Model, spec.Branch, spec.Base, spec.WorkspaceConfig?.WorkspaceName, spec.WorkspaceConfig?.WorkspaceRoot]).All(value => value is null || (value.Length > 0 && value[0] != '-'))
        && spec.CliChain.All(cli => Clis.Any(known => known.Name == cli && known.IsInstalled))
        && spec.Pr is null or > 0));

    private static void Planned(Func<Plan, bool> holds) => Texts.Sample(text =>
    {
        try
        {
            return holds(Plan(text)) && JsonSerializer.Serialize(Plan(text).Specs, PlanningJson.Default.IReadOnlyListAgentSpec) == JsonSerializer.Serialize(Plan(text).Specs, PlanningJson.Default.IReadOnlyListAgentSpec);
        }
        catch (OrchException)
        {
            return true;
        }
    });

    private static Plan Plan(string text) => Planner.Plan(new PlanRequest(text, Clis));
}
