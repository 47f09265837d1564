using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>Gemini CLI, checked with 0.61.0.</summary>
internal sealed class GeminiCli : AgentCli
{
    // The folder in which it looks for settings.
    private const string Settings = ".gemini";

    private static readonly FailurePattern[] Messages =
    [
        new(AttemptOutcome.RateLimited, "exceeded your current quota", "exhausted your daily quota", "TerminalQuotaError", "status 429", "\"code\":429"),
        new(AttemptOutcome.Auth, "API key not valid", "API_KEY_INVALID", "UNAUTHENTICATED", "PERMISSION_DENIED", "GEMINI_API_KEY environment variable", "set an Auth method", "Invalid auth method"),
        new(AttemptOutcome.Overloaded, "model is overloaded", "\"code\":50", "status 50", "\"status\":\"UNAVAILABLE\""),
        new(AttemptOutcome.Unreachable, "fetch failed"),
        new(AttemptOutcome.ModelNotFound, "is not found for API version", "ModelNotFoundError", "\"code\":404"),
        new(AttemptOutcome.ContextTooLong, "exceeds the maximum number of tokens"),
        new(AttemptOutcome.Malformed, "Incomplete JSON", "without a finish reason"),
    ];

    public override string Name => "gemini";

    public override IReadOnlyList<string> Binaries => ["gemini"];

    public override string InstallCommand => "npm install -g @google/gemini-cli";

    public override IReadOnlyList<string> AccountVariables =>
        ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_CLOUD_PROJECT", "GEMINI_CLI_HOME"];

    public override AgentLogin Login => new(
        ["GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"],
        [("GEMINI_CLI_HOME", "", ".gemini/oauth_creds.json")],
        "gemini, then /auth");

    protected override IReadOnlyList<FailurePattern> Patterns => Messages;

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["-o", "stream-json"];
        if (turn.SkipPermissions)
        {
            arguments.AddRange(["--yolo", "--skip-trust"]);
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (Resumable(turn) is { } session)
        {
            arguments.Add($"--resume={session}");
        }

        // Settings are read from files only: the user's, the repository's, or one that has to belong to root. None of them is Orch's to write,
        // so its retries (ten, almost four minutes) are cut short by their early sign; the tools go into a folder in Orch's own workspace.
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory };
        if (turn.Tools is not null)
        {
            // The option says the same, but is read after the settings.
            environment["GEMINI_CLI_TRUST_WORKSPACE"] = "true";
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt)
        {
            Environment = environment,
            Folder = turn.Tools is { } tools
                ? new(Settings, new Dictionary<string, string>(StringComparer.Ordinal) { ["settings.json"] = McpServers.Trusted(tools).ToJsonString() })
                : null,
        };
    }

    public override InteractiveLaunch Interactive(InteractiveOrder order) => new([
        .. order.SkipPermissions ? ["--yolo"] : Array.Empty<string>(),
        .. order.AcceptTrust ? ["--skip-trust"] : Array.Empty<string>(),
        .. order.Model is { } model ? [$"--model={model}"] : Array.Empty<string>(),
    ])
    {
        Titles = new(("◇", LiveState.Idle), ("✦", LiveState.Busy), ("⏲", LiveState.Busy), ("✋", LiveState.Waiting)),
    };

    // Untrusted, a workspace's settings are not read; trusted, its .env is, which could lead it to another server with the user's key.
    // And a folder of the repository's own is not Orch's to write to.
    public override bool TakesTools(AgentTurn turn) =>
        turn.SkipPermissions && OwnFolder.IsFree(turn.Workspace, Settings) && !Path.Exists(Path.Combine(turn.Workspace, ".env"));

    public override AgentStreamReader CreateReader() => new Reader();

    public override AttemptOutcome? FromEvents(StreamReport report) =>
        report.ErrorCode == "FatalTurnLimitedError" ? AttemptOutcome.LimitReached : null;

    // The plain text for too many requests speaks of billing too.
    public override AttemptOutcome? FromText(string text, int? exitCode) =>
        exitCode == 147 && text.Contains("billing to be enabled", StringComparison.OrdinalIgnoreCase)
            ? AttemptOutcome.Billing
            : base.FromText(text, exitCode);

    // The codes above 127 are HTTP statuses modulo 256.
    public override AttemptOutcome? FromExitCode(int exitCode) => exitCode switch
    {
        429 - 256 => AttemptOutcome.RateLimited,
        41 or 401 - 256 or 403 - 256 => AttemptOutcome.Auth,
        >= 500 - 256 and <= 511 - 256 => AttemptOutcome.Overloaded,
        53 => AttemptOutcome.LimitReached,
        55 => AttemptOutcome.RefusedPermission,
        _ => null,
    };

    // 42 is "invalid input", and the session id is the only input that can be: the rest is fixed.
    public override bool SaysSessionIsGone(string text, int? exitCode) => exitCode == 42;

    private sealed class Reader : AgentStreamReader
    {
        private string answer = "";

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"))
            {
                case "init":
                    events.Add(new AgentEvent.Started(root.Text("session_id"), root.Text("model")));
                    break;
                case "message" when root.Text("role") == "assistant" && root.Text("content") is { Length: > 0 } text:
                    answer = root.IsTrue("delta") ? answer + text : text;
                    events.Add(new AgentEvent.Said(text) { IsPiece = root.IsTrue("delta") });
                    break;
                case "tool_use":
                    answer = "";
                    events.Add(new AgentEvent.ToolCalled(root.Text("tool_id") ?? "", root.Text("tool_name") ?? "", ToolSummary.OfInput(root.At("parameters"))));
                    break;
                case "tool_result":
                    events.Add(new AgentEvent.ToolReturned(root.Text("tool_id") ?? "", root.Text("status") == "error", ToolSummary.OfResult(root.At("output"))));
                    break;
                case "error" when root.Text("message") is { } message:
                    if (root.Text("severity") == "error")
                    {
                        Report = Report with { ErrorText = OneLine.Of(message), HasSpoken = true };
                    }

                    events.Add(new AgentEvent.Warned(OneLine.Of(message)));
                    break;
                case "result":
                    ReadResult(root, events);
                    break;
                case "message" or "error":
                    break;
                case var other:
                    NoteUnknown(other, events);
                    break;
            }
        }

        protected override void ReadErrorLine(string line, List<AgentEvent> events)
        {
            if (!line.StartsWith("Attempt ", StringComparison.Ordinal) || !line.Contains(" failed", StringComparison.Ordinal)
                || line.Contains("Max attempts reached", StringComparison.Ordinal))
            {
                return;
            }

            if (Messages.FirstOrDefault(pattern => pattern.Matches(line))?.Kind is { } kind)
            {
                events.Add(new AgentEvent.Retrying(kind, OneLine.Of(line, 200), RetryAdvice.StopIfAnother));
            }
        }

        private void ReadResult(JsonElement root, List<AgentEvent> events)
        {
            var isSuccess = root.Text("status") == "success";
            var error = root.Text("error", "message") is { } message ? OneLine.Of(message) : Report.ErrorText;
            Report = Report with { ErrorCode = root.Text("error", "type"), ErrorText = isSuccess ? null : error ?? "" };
            events.Add(new AgentEvent.Used(root.Count("stats", "input_tokens"), root.Count("stats", "output_tokens"), CostUsd: null));
            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? answer : null, Report.ErrorText));
        }
    }
}
