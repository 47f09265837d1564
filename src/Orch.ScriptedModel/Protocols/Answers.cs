using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orch.ScriptedModel.Protocols;

/// <summary>Turns a step of the script into an answer that fits what the caller offers and asks for.</summary>
internal static class Answers
{
    public static ModelAnswer For(IModelProtocol protocol, ModelRequest request, ScriptStep step) => step switch
    {
        WriteStep { Replace: true } write => Call(protocol.Shell(request, ShellText.WriteFile(write.Path, write.Content)), step),
        WriteStep write => Call(protocol.Write(request, write.Path, write.Content), step),
        ShellStep shell => Call(protocol.Shell(request, shell.Command), step),
        RawStep raw => Call(new ToolCall(raw.Name, JsonNode.Parse(raw.Input)!, raw.Space), step),
        TextStep text => Say(request, text),
        _ => throw new ArgumentException($"Unknown step {step}.", nameof(step)),
    };

    private static ModelAnswer Call(ToolCall call, ScriptStep step) => new("", step.Usage) { Call = call };

    private static ModelAnswer Say(ModelRequest request, TextStep step)
    {
        if (request.AnswerTool is { } tool)
        {
            return Call(new ToolCall(tool.Name, JsonNode.Parse(step.Json ?? Fill(tool.Schema))!), step);
        }

        var text = request.AnswerSchema.IsPresent()
            ? step.Json ?? Fill(request.AnswerSchema)
            : step.Said;
        return new ModelAnswer(text, step.Usage);
    }

    private static string Fill(JsonElement schema) => SchemaFiller.Fill(schema)?.ToLine() ?? "null";
}
