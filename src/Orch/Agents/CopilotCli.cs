using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.State;

namespace Orch.Agents;

/// <summary>GitHub Copilot CLI, checked with 1.0.102 and a model of the user's own; with GitHub's models it needs an account.</summary>
internal sealed class CopilotCli : AgentCli
{
    // Of what is not marked as passing.
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "user.message", "assistant.turn_start", "assistant.turn_end", "assistant.reasoning", "assistant.intent", "assistant.usage",
        "session.skills_loaded", "session.start", "session.resume", "session.info", "session.model_change", "session.compaction_start",
        "session.compaction_complete", "session.usage_info", "session.truncation", "tool.user_requested", "system.message", "system.notification",
        "agent.interrupted", "abort", "hook.start", "hook.end", "permission.requested", "permission.completed",
    };

    public override string Name => "copilot";

    public override IReadOnlyList<string> Binaries => ["copilot"];

    public override string InstallCommand => "npm install -g @github/copilot";

    public override IReadOnlyList<string> AccountVariables =>
        ["COPILOT_GITHUB_TOKEN", "COPILOT_HOME", "COPILOT_PROVIDER_BASE_URL", "COPILOT_PROVIDER_API_KEY", "COPILOT_PROVIDER_BEARER_TOKEN", "GH_HOST", "COPILOT_GH_HOST"];

    protected override IReadOnlyList<FailurePattern> Patterns =>
    [
        new(AttemptOutcome.Auth, "No authentication information found", "copilot login", "/login", "not authenticated"),
        new(AttemptOutcome.Billing, "premium request", "no quota", "AI credits"),
        .. ProviderErrors.Patterns,
    ];

    protected override IReadOnlyList<string> SessionGoneWords => ["No session, task, or name matched"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["--output-format=json", "--no-ask-user"];
        if (turn.SkipPermissions)
        {
            arguments.Add("--allow-all");
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (Resumable(turn) is { } session)
        {
            arguments.Add($"--resume={session}");
        }

        if (turn.Tools is { } tools)
        {
            arguments.Add($"--additional-mcp-config={WithAllTools(tools).ToJsonString()}");
            if (!turn.SkipPermissions)
            {
                arguments.Add($"--allow-tool={tools.Name}");
            }
        }

        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory };
        if (!turn.Environment.ContainsKey("COPILOT_AUTO_UPDATE"))
        {
            environment["COPILOT_AUTO_UPDATE"] = "false";
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt) { Environment = environment };
    }

    public override bool TakesTools(AgentTurn turn) => true;

    public override AgentStreamReader CreateReader() => new Reader();

    public override AttemptOutcome? FromEvents(StreamReport report) =>
        ProviderErrors.FromCode(report.ErrorCode) ?? ProviderErrors.FromStatus(report.ErrorStatus) ?? report.EndReason switch
        {
            "rate_limit" => AttemptOutcome.RateLimited,
            "quota" => AttemptOutcome.Billing,
            "authentication" or "authorization" => AttemptOutcome.Auth,
            "context_limit" => AttemptOutcome.ContextTooLong,
            _ => null,
        };

    // Which of a server's tools the model gets has to be said.
    private static JsonObject WithAllTools(AgentToolServer server)
    {
        var servers = McpServers.Of(server);
        servers["mcpServers"]![server.Name]!["type"] = "local";
        servers["mcpServers"]![server.Name]!["tools"] = new JsonArray("*");
        return servers;
    }

    private sealed class Reader : AgentStreamReader
    {
        private string? lastMessage;
        private string? lastFailure;

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            var data = root.At("data");
            switch (root.Text("type"))
            {
                case "model.call_failure":
                    ReadCallFailure(data, events);
                    break;
                case var _ when root.IsTrue("ephemeral"):
                    break;
                case "assistant.message" when data.Text("content") is { Length: > 0 } text:
                    lastMessage = text;
                    events.Add(new AgentEvent.Said(text));
                    break;
                case "tool.execution_start":
                    events.Add(new AgentEvent.ToolCalled(data.Text("toolCallId") ?? "", data.Text("toolName") ?? "", ToolSummary.OfInput(data.At("arguments"))));
                    break;
                case "tool.execution_complete":
                    ReadToolResult(data, events);
                    break;
                case "session.error":
                    Report = Report with
                    {
                        EndReason = data.Text("errorType"),
                        ErrorCode = lastFailure,
                        ErrorStatus = data.Count("statusCode"),
                        ErrorText = OneLine.Of(WithoutAddress(data.Text("message") ?? "")),
                        HasSpoken = true,
                    };
                    break;
                case "session.warning":
                    events.Add(new AgentEvent.Warned(OneLine.Of(data.Text("message"))));
                    break;
                case "result":
                    ReadResult(root, events);
                    break;
                case var type when type is not "assistant.message" && !Ignored.Contains(type ?? ""):
                    NoteUnknown(type, events);
                    break;
            }
        }

        // It tries five times, which takes up to a minute; a wait that the vendor states is waited out.
        private void ReadCallFailure(JsonElement data, List<AgentEvent> events)
        {
            lastFailure = data.Text("errorCode");
            var status = data.Count("statusCode");
            var kind = ProviderErrors.FromCode(lastFailure) ?? ProviderErrors.FromStatus(status) ?? (status is null ? ProviderErrors.FromText(data.Text("errorMessage") ?? "") ?? AttemptOutcome.Unreachable : (AttemptOutcome?)null);
            if (kind is null or AttemptOutcome.ContextTooLong or AttemptOutcome.ModelNotFound)
            {
                return;
            }

            var isGap = kind is AttemptOutcome.Unreachable or AttemptOutcome.Malformed && data.Count("retryAttempt") is not >= 2;
            var detail = OneLine.Of($"{(status is null ? "" : $"{status} ")}{WithoutAddress(data.Text("errorMessage") ?? data.Text("failureKind") ?? "request failed")}");
            events.Add(new AgentEvent.Retrying(kind.Value, detail, isGap ? RetryAdvice.LetItTry : RetryAdvice.StopIfAnother));
        }

        private void ReadToolResult(JsonElement data, List<AgentEvent> events)
        {
            var failed = data.At("success").ValueKind == JsonValueKind.False;
            if (failed && data.Text("error", "code") == "denied")
            {
                // Which tool it was stands in the call only; the model's words about it are of no use.
                Report = Report with { Denied = [.. Report.Denied.Append(OneLine.Of(data.Text("toolTelemetry", "properties", "command") ?? "a tool", 60)).Distinct(StringComparer.Ordinal)] };
            }

            events.Add(new AgentEvent.ToolReturned(data.Text("toolCallId") ?? "", failed, OneLine.Of(data.Text("error", "message") ?? data.Text("result", "content"), 200)));
        }

        private void ReadResult(JsonElement root, List<AgentEvent> events)
        {
            var isSuccess = root.Count("exitCode") == 0 && Report.ErrorText is null;
            if (root.Text("sessionId") is { } session)
            {
                Report = Report with { SessionId = session };
            }

            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? lastMessage : null, isSuccess ? null : Report.ErrorText ?? ""));
        }

        // The address is the user's choice, and may hold words that look like a failure.
        private static string WithoutAddress(string text) =>
            string.Join(' ', text.Split(' ').Where(word => !word.Contains("://", StringComparison.Ordinal)));
    }
}
