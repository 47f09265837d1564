using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>Cursor's agent, after its documentation; there is no way to run it without an account.</summary>
internal sealed class CursorCli : AgentCli
{
    public override string Name => "cursor";

    public override IReadOnlyList<string> Binaries => ["cursor-agent", "agent"];

    public override string InstallCommand => "curl https://cursor.com/install -fsS | bash";

    // No error codes: it leaves with a message on standard error, often without a terminal event.
    public override IReadOnlyList<string> AccountVariables =>
        ["CURSOR_API_KEY", "CURSOR_CONFIG_DIR"];

    public override AgentLogin Login => new(["CURSOR_API_KEY"], [], "cursor-agent login");

    protected override IReadOnlyList<FailurePattern> Patterns =>
    [
        new(AttemptOutcome.RefusedPermission, "Workspace Trust Required"),
        new(AttemptOutcome.Auth, "Not logged in", "Authentication required", "not authenticated", "cursor-agent login", "CURSOR_API_KEY", "Unauthorized", "invalid API key"),
        new(AttemptOutcome.RateLimited, "usage limit", "rate limit", "429", "resource_exhausted"),
        new(AttemptOutcome.ModelNotFound, "Cannot use this model", "model not found", "unknown model", "invalid model"),
        new(AttemptOutcome.Unreachable, "ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "fetch failed", "network error"),
        new(AttemptOutcome.Overloaded, "overloaded", "high demand", "unavailable"),
    ];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["-p", "--output-format", "stream-json"];
        if (turn.SkipPermissions)
        {
            arguments.AddRange(["--force", "--trust"]);
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (Resumable(turn) is { } session)
        {
            arguments.Add($"--resume={session}");
        }

        return new([.. arguments, .. turn.ExtraArguments, PromptSentence(turn)], "")
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory },
        };
    }

    public override AgentStreamReader CreateReader() => new Reader();

    // "agent" is anybody's name for a program: it is Cursor's when it lies in, or speaks of, Cursor.
    public override bool Recognises(string path)
    {
        if (Path.GetFileName(path) != "agent")
        {
            return true;
        }

        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        if (target.Contains("cursor", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return ProgramFile.Head(target, 4096) is { } head && head.AsSpan().IndexOf("cursor"u8) >= 0;
    }

    private sealed class Reader : AgentStreamReader
    {
        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"), root.Text("subtype"))
            {
                case ("system", "init"):
                    events.Add(new AgentEvent.Started(root.Text("session_id"), root.Text("model")));
                    break;
                case ("assistant", _):
                    events.AddRange(root.Items("message", "content").Select(block => block.Text("text")).OfType<string>()
                        .Where(text => text.Length > 0).Select(text => new AgentEvent.Said(text)));
                    break;
                case ("tool_call", "started"):
                    var (name, call) = Tool(root);
                    events.Add(new AgentEvent.ToolCalled(root.Text("call_id") ?? "", name, ToolSummary.OfInput(call.At("args"))));
                    break;
                case ("tool_call", "completed"):
                    var result = Tool(root).Call.At("result");
                    var failed = result.ValueKind == JsonValueKind.Object && result.At("success").ValueKind == JsonValueKind.Undefined;
                    events.Add(new AgentEvent.ToolReturned(root.Text("call_id") ?? "", failed, ""));
                    break;
                case ("result", var subtype):
                    ReadResult(root, subtype == "success" && !root.IsTrue("is_error"), events);
                    break;
                case ("system" or "user" or "thinking" or "tool_call" or "interaction_query", _):
                    break;
                case (var other, _):
                    NoteUnknown(other, events);
                    break;
            }
        }

        // {"tool_call":{"shellToolCall":{"args":…,"result":…}}}
        private static (string Name, JsonElement Call) Tool(JsonElement root)
        {
            var call = root.At("tool_call");
            var first = call.ValueKind == JsonValueKind.Object ? call.EnumerateObject().FirstOrDefault() : default;
            return first.Value.ValueKind == JsonValueKind.Undefined ? ("", default) : (OneLine.Of(first.Name.Replace("ToolCall", "", StringComparison.Ordinal), 60), first.Value);
        }

        private void ReadResult(JsonElement root, bool isSuccess, List<AgentEvent> events)
        {
            var text = root.Text("result");
            Report = Report with { SessionId = root.Text("session_id") ?? Report.SessionId, ErrorText = isSuccess ? null : OneLine.Of(text) };
            if (root.At("usage").ValueKind == JsonValueKind.Object)
            {
                events.Add(new AgentEvent.Used(root.Count("usage", "inputTokens") ?? root.Count("usage", "input_tokens"), root.Count("usage", "outputTokens") ?? root.Count("usage", "output_tokens"), CostUsd: null));
            }

            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? text : null, Report.ErrorText));
        }
    }
}
