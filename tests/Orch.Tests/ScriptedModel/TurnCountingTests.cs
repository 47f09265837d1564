using Orch.ScriptedModel;
using Orch.ScriptedModel.Protocols;

namespace Orch.Tests.ScriptedModel;

public sealed class TurnCountingTests
{
    public static TheoryData<ModelProtocol, int> Turns => [.. Requests.Protocols.SelectMany(_ => Enumerable.Range(0, 3), (protocol, turn) => (protocol, turn))];

    [Theory]
    [MemberData(nameof(Turns))]
    public void Every_tool_result_after_the_prompt_is_a_turn(ModelProtocol protocol, int turn)
    {
        var request = Of(protocol).Read(Requests.Json(Requests.Body(protocol, "Do it", turn)), Requests.Path(protocol).Split('?')[0]);

        Assert.Equal((turn, "Do it", "m-1", false), (request.Turn, request.Prompt, request.Model, request.IsSideCall));
    }

    [Fact]
    public void Anthropic_starts_again_at_a_new_prompt_and_skips_what_is_none()
    {
        var request = new AnthropicMessages().Read(
            Requests.Json("""
            {"model":"m","messages":[
              {"role":"user","content":"first"},
              {"role":"user","content":[{"type":"tool_result"},{"type":"text","text":"beside a result"}]},
              {"role":"user","content":[{"type":"text","text":"<system-reminder>x</system-reminder>"},{"type":"text","text":"second"}]},
              {"role":"system","content":"not a prompt"},
              {"role":"user","content":[{"type":"tool_result"},{"type":"tool_result"}]},
              {"role":"user","content":"<system-reminder>only\nthis</system-reminder>"}]}
            """),
            "/v1/messages");

        Assert.Equal((2, "second", true), (request.Turn, request.Prompt, request.IsSideCall));
    }

    [Fact]
    public void Responses_starts_again_at_a_new_prompt_and_skips_what_is_none()
    {
        var request = new OpenAIResponses().Read(
            Requests.Json("""
            {"model":"m","input":[
              {"type":"message","role":"developer","content":"not a prompt"},
              {"role":"user","content":"first"},
              {"type":"function_call_output"},
              {"type":"message","role":"user","content":[{"type":"input_text","text":"second"}]},
              {"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context>\n<cwd>/x</cwd>"}]},
              {"type":"custom_tool_call_output"}]}
            """),
            "/v1/responses");

        Assert.Equal((1, "second"), (request.Turn, request.Prompt));
    }

    [Fact]
    public void Gemini_starts_again_at_a_new_prompt_and_skips_what_is_none()
    {
        var request = new GeminiGenerateContent().Read(
            Requests.Json("""
            {"contents":[
              {"role":"user","parts":[{"text":"first"}]},
              {"role":"function","parts":[{"functionResponse":{}}]},
              {"parts":[{"text":"second"}]},
              {"role":"user","parts":[{"text":"This is the Gemini CLI. Today is"}]},
              {"role":"model","parts":[{"text":"not a prompt"}]},
              {"role":"user","parts":[{"functionResponse":{}},{"functionResponse":{}}]}]}
            """),
            "/v1beta1/publishers/google/models/m:generateContent");

        Assert.Equal((2, "second", "m", false), (request.Turn, request.Prompt, request.Model, request.Streaming));
    }

    [Fact]
    public void Codex_may_be_given_its_tools_inside_the_conversation()
    {
        var request = new OpenAIResponses().Read(
            Requests.Json("""
            {"tools":[{"type":"namespace","name":"mcp__probe","tools":[{"type":"function","name":"ping"}]}],
             "input":[{"type":"additional_tools","tools":[{"type":"namespace","name":"functions","tools":[{"type":"custom","name":"exec"}]}]}]}
            """),
            "/v1/responses");

        Assert.Equal([("ping", "mcp__probe"), ("exec", null)], request.Tools.Select(tool => (tool.Name, tool.Space)));
        Assert.False(request.IsSideCall);
    }

    private static IModelProtocol Of(ModelProtocol protocol) => protocol switch
    {
        ModelProtocol.AnthropicMessages => new AnthropicMessages(),
        ModelProtocol.OpenAIResponses => new OpenAIResponses(),
        _ => new GeminiGenerateContent(),
    };
}
