using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Orch.State;

namespace Orch.Agents;

/// <summary>Qwen Code, checked with 0.15.10.</summary>
internal sealed partial class QwenCli : AgentCli
{
    private const string SystemDefaults = "QWEN_CODE_SYSTEM_DEFAULTS_PATH";

    public override string Name => "qwen";

    public override IReadOnlyList<string> Binaries => ["qwen"];

    public override string InstallCommand => "npm install -g @qwen-code/qwen-code";

    public override IReadOnlyList<string> AccountVariables =>
        ["QWEN_HOME", "OPENAI_API_KEY", "OPENAI_BASE_URL", "DASHSCOPE_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"];

    protected override IReadOnlyList<FailurePattern> Patterns => ProviderErrors.Patterns;

    protected override IReadOnlyList<string> SessionGoneWords => ["No saved session found with ID"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["-o", "stream-json"];
        if (turn.SkipPermissions)
        {
            arguments.Add("--yolo");
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
            arguments.Add($"--mcp-config={McpServers.Of(tools).ToJsonString()}");
        }

        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory };
        if (!turn.Environment.Keys.Any(name => name.StartsWith("QWEN_TELEMETRY_", StringComparison.Ordinal)))
        {
            // Its stream is silent while it tries again, for an hour if need be; what it would tell its maker is not. It tells us instead.
            environment["QWEN_TELEMETRY_ENABLED"] = "true";
            environment["QWEN_TELEMETRY_TARGET"] = "local";
            environment["QWEN_TELEMETRY_OUTFILE"] = "/dev/stderr";
            environment["QWEN_TELEMETRY_LOG_PROMPTS"] = "false";
        }

        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!turn.Environment.ContainsKey(SystemDefaults) && !turn.Environment.ContainsKey("QWEN_CODE_SYSTEM_SETTINGS_PATH") && !Directory.Exists("/etc/qwen-code"))
        {
            // The defaults below the user's own settings. Without them a rate limit is waited out ten times, a minute or more each.
            var defaults = Path.Combine(turn.ScratchDirectory, "qwen-defaults.json");
            environment[SystemDefaults] = defaults;
            files[defaults] = new JsonObject { ["model"] = new JsonObject { ["generationConfig"] = new JsonObject { ["maxRetries"] = 1 } } }.ToJsonString();
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt) { Environment = environment, Files = files };
    }

    public override AgentStreamReader CreateReader() => new Reader();

    public override AttemptOutcome? FromEvents(StreamReport report) =>
        report.EndReason == "error_max_turns" ? AttemptOutcome.LimitReached
        : report.ErrorStatus == 429 && ProviderErrors.FromText(report.ErrorText ?? "") is AttemptOutcome.Billing ? AttemptOutcome.Billing
        : ProviderErrors.FromStatus(report.ErrorStatus);

    public override AttemptOutcome? FromExitCode(int exitCode) => exitCode switch
    {
        41 => AttemptOutcome.Auth,
        53 => AttemptOutcome.LimitReached,
        _ => null,
    };

    // "[API Error: 401 Incorrect API key provided …]"; without a status for what never reached a server.
    [GeneratedRegex(@"^\[API Error: ((?<status>\d{3}) )?(?<text>.*)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 60_000)]
    private static partial Regex ApiError();

    [GeneratedRegex(@"^ +""(?<name>event\.name|status_code|error_message)"": ""?(?<value>.*?)""?,?$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Telemetry();

    private sealed class Reader : AgentStreamReader
    {
        private bool modelSpokeLast = true;
        private bool isFailure;
        private string failure = "";

        // Telemetry is indented JSON. It goes on while the CLI hangs, and it holds the whole conversation.
        public override bool IsForPeople(string errorLine) => errorLine is [not ('{' or '}' or ' ' or '[' or ']'), ..];

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"))
            {
                case "system" when root.Text("subtype") == "init":
                    events.Add(new AgentEvent.Started(root.Text("session_id"), root.Text("model")) { Version = root.Text("qwen_code_version") });
                    break;
                case "assistant":
                    ReadMessage(root, events);
                    break;
                case "user":
                    events.AddRange(ClaudeEvents.OfUser(root));
                    break;
                case "result":
                    ReadResult(root, events);
                    break;
                case "system" or "stream_event":
                    break;
                case var other:
                    NoteUnknown(other, events);
                    break;
            }
        }

        protected override void ReadErrorLine(string line, List<AgentEvent> events)
        {
            var match = Telemetry().Match(line);
            switch (match.Groups["name"].Value, match.Groups["value"].Value)
            {
                case ("event.name", var name):
                    (isFailure, failure) = (name == "qwen-code.api_error", "");
                    break;
                case ("error_message", var text) when isFailure:
                    failure = text;
                    break;
                case ("status_code", var status) when isFailure && IsTriedAgain(status, out var kind):
                    isFailure = false;
                    kind = ProviderErrors.FromText(failure) == AttemptOutcome.Billing ? AttemptOutcome.Billing : kind;
                    events.Add(new AgentEvent.Retrying(kind, OneLine.Of(failure), RetryAdvice.StopIfAnother));
                    break;
            }
        }

        private static bool IsTriedAgain(string status, out AttemptOutcome kind)
        {
            kind = int.TryParse(status, CultureInfo.InvariantCulture, out var code) ? ProviderErrors.FromStatus(code) ?? AttemptOutcome.Crash : AttemptOutcome.Crash;
            return kind is AttemptOutcome.RateLimited or AttemptOutcome.Overloaded;
        }

        // A request that failed for good is put in the model's place, as a success. No answer of a model comes without tokens.
        private void ReadMessage(JsonElement root, List<AgentEvent> events)
        {
            var usage = root.At("message", "usage");
            var said = ClaudeEvents.OfAssistant(root).ToList();
            modelSpokeLast = usage.Count("input_tokens") is not 0 || usage.Count("output_tokens") is not 0
                || said is not [AgentEvent.Said { Text: var text }] || !ApiError().IsMatch(text);
            if (modelSpokeLast)
            {
                events.AddRange(said);
            }
        }

        private void ReadResult(JsonElement root, List<AgentEvent> events)
        {
            var (subtype, text) = (root.Text("subtype"), root.Text("result"));
            var failed = modelSpokeLast ? Match.Empty : ApiError().Match(text ?? "");
            var isSuccess = subtype == "success" && root.At("is_error").ValueKind == JsonValueKind.False && !failed.Success;
            var error = failed.Success ? failed.Groups["text"].Value.Split("]\n")[0].TrimEnd(']') : root.Text("error", "message") ?? (modelSpokeLast ? null : text);
            Report = Report with
            {
                SessionId = root.Text("session_id") ?? Report.SessionId,
                ErrorStatus = int.TryParse(failed.Groups["status"].Value, CultureInfo.InvariantCulture, out var status) ? status : null,
                EndReason = subtype,
                ErrorText = isSuccess ? null : OneLine.Of(error ?? subtype),
                Denied = ClaudeEvents.Denied(root),
            };
            events.Add(new AgentEvent.Used(root.Count("usage", "input_tokens"), root.Count("usage", "output_tokens"), CostUsd: null));
            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? text : null, Report.ErrorText));
        }
    }
}
