using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Orch.ScriptedModel.Protocols;

namespace Orch.ScriptedModel;

/// <summary>Answers one HTTP request: finds the protocol, the scenario and the step, and has them carried out.</summary>
internal sealed class CallHandler(ScriptedModelOptions options, CancellationToken stopping)
{
    private static readonly IModelProtocol[] Protocols = [new AnthropicMessages(), new OpenAIResponses(), new OpenAIChat(), new GeminiGenerateContent()];

    private readonly ConcurrentQueue<ModelCall> _calls = new();

    /// <summary>How often each run was called, for the scenarios that end after some calls.</summary>
    private readonly ConcurrentDictionary<(ModelProtocol, string, string?), int> _counts = new();

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    public async Task HandleAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, new Wire(context, options.Time, ending.Token), ending.Token);
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, Wire wire, CancellationToken ct)
    {
        var target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var protocol = HttpMethods.IsPost(context.Request.Method) ? Array.Find(Protocols, one => one.Accepts(target.Path)) : null;
        if (protocol is null)
        {
            await wire.SendAsync(SideRoutes.Answer(context.Request, target.Path));
            return;
        }

        if (Scenario.Parse(target.Scenario) is not { } scenario)
        {
            await wire.SendAsync(HttpReply.Error(404, $"The scripted model has no scenario '{target.Scenario}'."));
            return;
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: ct);
            await PlayAsync(protocol, protocol.Read(body.RootElement, target.Path), scenario, target, wire);
        }
        catch (JsonException e)
        {
            await wire.SendAsync(HttpReply.Error(400, $"The request is not JSON: {e.Message}"));
        }
        catch (FormatException e)
        {
            await wire.SendAsync(HttpReply.Error(400, e.Message));
        }
    }

    private async Task PlayAsync(IModelProtocol protocol, ModelRequest request, Scenario scenario, RequestTarget target, Wire wire)
    {
        var call = new ModelCall(protocol.Name, target.Scenario, target.Tag, request.Model, request.Turn, request.Prompt, request.IsSideCall);
        _calls.Enqueue(call);
        var run = (protocol.Name, target.Scenario, target.Tag);
        var behaviour = scenario.At(request.Turn, () => _counts.AddOrUpdate(run, 1, (_, count) => count + 1));
        switch (behaviour)
        {
            case Behaviour.Ok or Behaviour.Slow or Behaviour.Noop or Behaviour.MaxTokens or Behaviour.HangStream or Behaviour.Truncated:
                await SayAsync(protocol, request, call, behaviour, scenario.Seconds, wire);
                break;
            case Behaviour.Hang or Behaviour.Drop or Behaviour.Garbage or Behaviour.BadJson or Behaviour.Empty:
                await wire.BreakAsync(behaviour);
                break;
            case Behaviour.StreamError:
                await wire.StreamAsync(protocol.FailingStream(request));
                break;
            default:
                await wire.SendAsync(protocol.Refuse(new Refusal(behaviour, request.Model, scenario.Seconds, options.Time.GetUtcNow())));
                break;
        }
    }

    private async Task SayAsync(IModelProtocol protocol, ModelRequest request, ModelCall call, Behaviour behaviour, double? seconds, Wire wire)
    {
        var step = behaviour switch
        {
            Behaviour.Noop => ScriptStep.Text("DONE"),
            Behaviour.MaxTokens => ScriptStep.Text("partial ans"),
            // Several words, so that the first event is not the whole answer.
            Behaviour.HangStream => ScriptStep.Text("Let me think about that."),
            _ when request.IsSideCall => ScriptStep.Text("ok"),
            _ => (options.ChooseScript?.Invoke(call) ?? Script.In(call.PromptText) ?? options.DefaultScript).At(call.Turn),
        };
        var answer = Answers.For(protocol, request, step) with { CutByLimit = behaviour == Behaviour.MaxTokens };
        await wire.WaitAsync(step.Delay);
        if (behaviour == Behaviour.HangStream)
        {
            await wire.StreamAsync(protocol.Stream(request, answer).Take(1));
            await wire.HoldAsync();
        }
        else if (!request.Streaming)
        {
            await wire.SendAsync(HttpReply.Json(200, protocol.Whole(request, answer)));
        }
        else if (behaviour == Behaviour.Truncated)
        {
            await wire.StreamAndCloseAsync(protocol.BreakOff(protocol.Stream(request, answer)));
        }
        else
        {
            var pause = behaviour == Behaviour.Slow ? TimeSpan.FromSeconds(seconds ?? 0.5) : TimeSpan.Zero;
            await wire.StreamAsync(protocol.Stream(request, answer), pause);
        }
    }
}
