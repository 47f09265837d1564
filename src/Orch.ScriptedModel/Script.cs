using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Orch.ScriptedModel;

/// <summary>Scripts as JSON, and inside prompts. The last step of a script should be a text: it is repeated when a conversation goes on.</summary>
public static partial class Script
{
    /// <summary>Writes <c>hello.txt</c>, commits it and says <c>DONE</c>.</summary>
    public static IReadOnlyList<ScriptStep> Default { get; } =
    [
        ScriptStep.Write("hello.txt", "hello from the scripted model\n"),
        ScriptStep.Shell("git add -A && git commit -q -m 'Add hello.txt'"),
        ScriptStep.Text("DONE"),
    ];

    /// <summary>Reads a JSON list of steps.</summary>
    /// <exception cref="FormatException">It is no JSON, no list, empty, or has an unknown step; the message says which.</exception>
    public static IReadOnlyList<ScriptStep> Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            List<ScriptStep> steps = [.. document.RootElement.Items().Select(ParseStep)];
            return steps.Count > 0 ? steps : throw new FormatException("A script is a JSON list of at least one step.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The script is not JSON: {e.Message}", e);
        }
    }

    /// <summary>The text that carries the steps inside a prompt; a prompt with it plays them instead of the default script.</summary>
    /// <remarks>Angle brackets are escaped, so that no content can end the script early.</remarks>
    public static string ForPrompt(params IReadOnlyList<ScriptStep> steps) =>
        $"<<<SCRIPT {new JsonArray([.. steps.Select(ToJson)]).ToJsonString()} SCRIPT>>>";

    /// <summary>The steps that a prompt carries, or null.</summary>
    internal static IReadOnlyList<ScriptStep>? In(string prompt)
    {
        var match = InPrompt().Match(prompt);
        return match.Success ? Parse(match.Groups["json"].Value) : null;
    }

    /// <summary>The step of a turn; after the last one the last one again.</summary>
    internal static ScriptStep At(this IReadOnlyList<ScriptStep> steps, int turn) =>
        steps.Count > 0 ? steps[Math.Min(turn, steps.Count - 1)] : throw new FormatException("The script to play has no steps.");

    private static ScriptStep ParseStep(JsonElement step)
    {
        var usage = step.Get("usage");
        var standard = new StepUsage();
        var parsed = step.Get("tool").AsText() switch
        {
            "write" => ScriptStep.Write(Required(step, "path"), Required(step, "content"), step.Get("replace").ValueKind == JsonValueKind.True),
            "shell" => ScriptStep.Shell(Required(step, "command")),
            "raw" => ScriptStep.Raw(Required(step, "name"), step.Get("input").ToNode() ?? new JsonObject(), step.Get("namespace").AsText()),
            null => ScriptStep.Text(Required(step, "text"), step.Get("json").ToNode()),
            var other => throw new FormatException($"A script step has the unknown tool '{other}'; known are write, shell and raw."),
        };
        return parsed with
        {
            Usage = new StepUsage(
                usage.Get("input").AsInt() ?? standard.Input,
                usage.Get("output").AsInt() ?? standard.Output,
                usage.Get("cached").AsInt() ?? standard.Cached),
            Delay = TimeSpan.FromSeconds(step.Get("delay").AsNumber() ?? 0),
        };
    }

    private static string Required(JsonElement step, string name) =>
        step.Get(name).AsText() ?? throw new FormatException($"A script step lacks the text '{name}': {step.GetRawText()}");

    private static JsonNode ToJson(ScriptStep step)
    {
        var json = step switch
        {
            WriteStep write => new JsonObject { ["tool"] = "write", ["path"] = write.Path, ["content"] = write.Content, ["replace"] = write.Replace },
            ShellStep shell => new JsonObject { ["tool"] = "shell", ["command"] = shell.Command },
            RawStep raw => new JsonObject { ["tool"] = "raw", ["name"] = raw.Name, ["input"] = JsonNode.Parse(raw.Input), ["namespace"] = raw.Space },
            TextStep text => new JsonObject { ["text"] = text.Said, ["json"] = text.Json is null ? null : JsonNode.Parse(text.Json) },
            _ => throw new ArgumentException($"Unknown step {step}.", nameof(step)),
        };
        json["usage"] = new JsonObject { ["input"] = step.Usage.Input, ["output"] = step.Usage.Output, ["cached"] = step.Usage.Cached };
        json["delay"] = step.Delay.TotalSeconds;
        return json;
    }

    [GeneratedRegex(@"<<<SCRIPT\s*(?<json>.*?)\s*SCRIPT>>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex InPrompt();
}
