using System.Globalization;
using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>Claude Code, checked with 2.1.197.</summary>
internal sealed class ClaudeCli : AgentCli
{
    // By default it tries ten times, which takes three minutes.
    private const string MaxRetries = "2";

    // What a Claude Code session sets for its children would tie this one to that session.
    private static readonly string[] OfAnotherSession = ["CLAUDECODE", "CLAUDE_CODE_CHILD_SESSION", "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_SESSION_ID", "CLAUDE_CODE_SSE_PORT"];

    public override string Name => "claude";

    public override IReadOnlyList<string> Binaries => ["claude"];

    public override string InstallCommand => "npm install -g @anthropic-ai/claude-code";

    public override IReadOnlyList<string> AccountVariables =>
        ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CONFIG_DIR", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX"];

    public override AgentLogin Login => new(
        ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX"],
        [("CLAUDE_CONFIG_DIR", ".claude", ".credentials.json")],
        "claude, then /login");

    protected override IReadOnlyList<FailurePattern> Patterns =>
    [
        new(AttemptOutcome.Billing, "Credit balance is too low", "monthly spend limit"),
        new(AttemptOutcome.RateLimited, "Request rejected (429)", "usage limit reached", "hour limit reached", "weekly limit reached", "You've hit your", "You’ve hit your"),
        new(AttemptOutcome.Auth, "Not logged in", "Invalid API key", "Failed to authenticate", "OAuth token"),
        new(AttemptOutcome.Unreachable, "Unable to connect to API"),
        new(AttemptOutcome.Timeout, "Request timed out"),
        new(AttemptOutcome.ModelNotFound, "issue with the selected model"),
        new(AttemptOutcome.ContextTooLong, "Prompt is too long"),
        new(AttemptOutcome.Malformed, "empty or malformed response"),
        new(AttemptOutcome.RefusedPermission, "cannot be used with root/sudo privileges"),
        new(AttemptOutcome.NotInstalled, "claude native binary not installed"),
    ];

    protected override IReadOnlyList<string> SessionGoneWords => ["No conversation found with session ID"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["-p", "--output-format", "stream-json", "--verbose"];
        if (turn.SkipPermissions)
        {
            arguments.Add("--dangerously-skip-permissions");
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (Resumable(turn) is { } session)
        {
            arguments.Add($"--resume={session}");
        }

        if (turn.MaxUsd is { } most)
        {
            arguments.Add($"--max-budget-usd={most.ToString(CultureInfo.InvariantCulture)}");
        }

        if (turn.AnswerSchema is { } schema)
        {
            arguments.Add($"--json-schema={schema}");
        }

        if (turn.Tools is { } tools)
        {
            arguments.Add($"--mcp-config={WithAllTools(tools).ToJsonString()}");
            if (!turn.SkipPermissions)
            {
                arguments.Add($"--allowedTools=mcp__{tools.Name}");
            }
        }

        var environment = OfAnotherSession.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        environment["TMPDIR"] = turn.ScratchDirectory;
        if (turn.Tools is not null)
        {
            // By default it begins without the servers that are not there after five seconds.
            environment["MCP_CONNECTION_NONBLOCKING"] = "0";
            environment["MCP_CONNECT_TIMEOUT_MS"] = "60000";
        }

        if (!turn.Environment.ContainsKey("CLAUDE_CODE_MAX_RETRIES"))
        {
            environment["CLAUDE_CODE_MAX_RETRIES"] = MaxRetries;
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt) { Environment = environment };
    }

    // Its trust is kept in a file that it rewrites while it runs, so that is left to itself.
    public override InteractiveLaunch Interactive(InteractiveOrder order) => new([
        .. order.SkipPermissions ? ["--dangerously-skip-permissions"] : Array.Empty<string>(),
        .. order.Model is { } model ? [$"--model={model}"] : Array.Empty<string>(),
    ])
    {
        Unset = OfAnotherSession,
        Titles = new(("✳", LiveState.Idle))
        {
            Spins = true,
        },
        TrustChosen = "❯ 1. Yes, I trust this folder",
    };

    public override bool TakesTools(AgentTurn turn) => true;

    public override AgentStreamReader CreateReader() => new Reader();

    public override AgentObstacle? Obstacle(IReadOnlyDictionary<string, string> environment, bool isRoot, bool skipPermissions)
    {
        // The conditions are those of the CLI itself, which would print its complaint and exit.
        var deliberate = environment.GetValueOrDefault("IS_SANDBOX") == "1" || environment.GetValueOrDefault("CLAUDE_CODE_BUBBLEWRAP") is { Length: > 0 };
        return isRoot && skipPermissions && !deliberate
            ? new(AttemptOutcome.RefusedPermission, "claude does not run unattended as root: run Orch as another user, or set IS_SANDBOX=1 if this machine is a sandbox")
            : null;
    }

    // The npm package holds a text in place of the program until its install script has run; many set-ups of npm do not run it.
    public override string RepairCommand(string path)
    {
        var script = Path.Combine(Path.GetDirectoryName(path) ?? "", "..", "install.cjs");
        return File.Exists(script) ? $"node {Path.GetFullPath(script)}" : InstallCommand;
    }

    public override AttemptOutcome? FromEvents(StreamReport report) =>
        FromReason(report.EndReason) ?? FromCode(report.ErrorCode) ?? FromStatus(report.ErrorStatus);

    public override bool SaysBudgetIsUsedUp(StreamReport report) => report.EndReason == "error_max_budget_usd";

    // It may keep tools back until the model looks for them; and it begins without servers that are not there in time.
    private static System.Text.Json.Nodes.JsonObject WithAllTools(AgentToolServer server)
    {
        var servers = McpServers.Of(server);
        servers["mcpServers"]![server.Name]!["alwaysLoad"] = true;
        return servers;
    }

    private static AttemptOutcome? FromReason(string? reason) => reason switch
    {
        "prompt_too_long" => AttemptOutcome.ContextTooLong,
        "error_max_turns" or "error_max_budget_usd" => AttemptOutcome.LimitReached,
        _ => null,
    };

    // server_error, unknown and invalid_request are said of too much: status and text know more.
    private static AttemptOutcome? FromCode(string? code) => code switch
    {
        "billing_error" => AttemptOutcome.Billing,
        "rate_limit" => AttemptOutcome.RateLimited,
        "authentication_failed" or "oauth_org_not_allowed" => AttemptOutcome.Auth,
        "overloaded" => AttemptOutcome.Overloaded,
        "model_not_found" => AttemptOutcome.ModelNotFound,
        "max_output_tokens" => AttemptOutcome.LimitReached,
        _ => null,
    };

    private static AttemptOutcome? FromStatus(long? status) => status switch
    {
        429 => AttemptOutcome.RateLimited,
        401 or 403 => AttemptOutcome.Auth,
        404 => AttemptOutcome.ModelNotFound,
        >= 500 => AttemptOutcome.Overloaded,
        _ => null,
    };

    private sealed class Reader : AgentStreamReader
    {
        // What the CLI itself puts in the model's place when a request failed.
        private const string Synthetic = "<synthetic>";

        private bool modelSpokeLast;

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"), root.Text("subtype"))
            {
                case ("system", "init"):
                    events.Add(new AgentEvent.Started(root.Text("session_id"), root.Text("model")) { Version = root.Text("claude_code_version") });
                    break;
                case ("system", "api_retry"):
                    ReadRetry(root, events);
                    break;
                case ("system", "model_fallback"):
                    events.Add(new AgentEvent.Warned(OneLine.Of(root.Text("content"))));
                    break;
                case ("rate_limit_event", _):
                    ReadLimit(root.At("rate_limit_info"));
                    break;
                case ("assistant", _):
                    ReadMessage(root, events);
                    break;
                case ("user", _):
                    events.AddRange(ClaudeEvents.OfUser(root));
                    break;
                case ("result", var subtype):
                    ReadResult(root, subtype, events);
                    break;
                case ("system" or "stream_event" or "tool_progress" or "tool_use_summary" or "auth_status" or "keep_alive", _):
                    break;
                case (var other, _):
                    NoteUnknown(other, events);
                    break;
            }
        }

        private static string? Answer(JsonElement root) =>
            root.At("structured_output") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } answer ? answer.GetRawText() : root.Text("result");

        private static void ReadRetry(JsonElement root, List<AgentEvent> events)
        {
            var (code, status) = (root.Text("error"), root.Count("error_status"));
            var kind = FromCode(code) ?? FromStatus(status) ?? (status is null ? AttemptOutcome.Unreachable : AttemptOutcome.Malformed);
            var detail = OneLine.Of($"{code ?? "request failed"}{(status is null ? "" : $" ({status})")}, retry {root.Count("attempt")} of {root.Count("max_retries")}");
            events.Add(new AgentEvent.Retrying(kind, detail, RetryAdvice.StopIfAnother));
        }

        private void ReadLimit(JsonElement limit)
        {
            if (limit.Text("status") == "rejected" && limit.Count("resetsAt") is { } seconds and < 253_402_300_800)
            {
                Report = Report with { ResetAt = DateTimeOffset.FromUnixTimeSeconds(seconds) };
            }
        }

        private void ReadMessage(JsonElement root, List<AgentEvent> events)
        {
            modelSpokeLast = root.Text("message", "model") != Synthetic;
            if (!modelSpokeLast)
            {
                Report = Report with { ErrorCode = root.Text("error") };
                return;
            }

            events.AddRange(ClaudeEvents.OfAssistant(root));
        }

        private void ReadResult(JsonElement root, string? subtype, List<AgentEvent> events)
        {
            // A request that failed for good is reported with the subtype "success"; only is_error tells.
            var isSuccess = subtype == "success" && root.At("is_error").ValueKind == JsonValueKind.False;

            // The result of a failed turn is the CLI's own text, unless the model spoke last: then it may be the model's.
            var error = root.Items("errors").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null).FirstOrDefault(item => item is not null)
                ?? (modelSpokeLast ? null : root.Text("result"));
            Report = Report with
            {
                SessionId = root.Text("session_id") ?? Report.SessionId,
                ErrorStatus = root.Count("api_error_status"),
                EndReason = root.Text("terminal_reason") == "prompt_too_long" ? "prompt_too_long" : subtype,
                ErrorText = isSuccess ? null : OneLine.Of(error ?? subtype),
                Denied = ClaudeEvents.Denied(root),
            };
            events.Add(new AgentEvent.Used(root.Count("usage", "input_tokens"), root.Count("usage", "output_tokens"), root.Amount("total_cost_usd")));
            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? Answer(root) : null, Report.ErrorText));
        }
    }
}
