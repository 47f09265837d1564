using System.Text.Json.Nodes;
using Orch.ScriptedModel;

namespace Orch.Tests.ScriptedModel;

public sealed class ScriptTests
{
    [Fact]
    public void A_prompt_carries_its_own_script()
    {
        var steps = Script.In("Please\n<<<SCRIPT\n[{\"tool\":\"shell\",\"command\":\"ls\"},\n {\"text\":\"DONE\"}]\nSCRIPT>>>\nthanks");

        Assert.Equal([ScriptStep.Shell("ls"), ScriptStep.Text("DONE")], steps);
    }

    [Fact]
    public void A_prompt_without_one_carries_none() => Assert.Null(Script.In("SCRIPT>>> nothing <<<SCRIPT"));

    [Fact]
    public void What_is_put_into_a_prompt_comes_out_again()
    {
        ScriptStep[] steps =
        [
            ScriptStep.Write("a/b.txt", "it's SCRIPT>>> \"x\"\n", replace: true),
            ScriptStep.Shell("true") with { Delay = TimeSpan.FromSeconds(0.5), Usage = new StepUsage(1, 2, 3) },
            ScriptStep.Text("ü 😀"),
        ];

        Assert.Equal(steps, Script.In($"before {Script.ForPrompt(steps)} after"));
    }

    [Fact]
    public void Raw_steps_keep_their_input_and_namespace()
    {
        var step = Assert.IsType<RawStep>(Script.Parse(Text(ScriptStep.Raw("ping", new JsonObject { ["k"] = 1 }, "mcp__probe")))[0]);

        Assert.Equal(("ping", """{"k":1}""", "mcp__probe"), (step.Name, step.Input, step.Space));
    }

    [Theory]
    [InlineData("[]", "at least one step")]
    [InlineData("{}", "at least one step")]
    [InlineData("[", "not JSON")]
    [InlineData("""[{"tool":"fly"}]""", "unknown tool 'fly'")]
    [InlineData("""[{"tool":"write","path":"x"}]""", "'content'")]
    public void A_script_that_cannot_be_read_says_why(string json, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Script.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_last_step_is_repeated() => Assert.Equal(ScriptStep.Text("DONE"), Script.Default.At(7));

    private static string Text(ScriptStep step) => Script.ForPrompt(step)["<<<SCRIPT ".Length..^" SCRIPT>>>".Length];
}
