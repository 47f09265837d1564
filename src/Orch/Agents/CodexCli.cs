using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>OpenAI Codex, checked with 0.169.0.</summary>
internal sealed class CodexCli : AgentCli
{
    private const string Waiting = "waiting for network";

    // The stream has no error codes: the message is all there is. The first three of the connection kinds all begin with "stream disconnected".
    private static readonly FailurePattern[] Messages =
    [
        new(AttemptOutcome.Billing, "Quota exceeded", "insufficient_quota"),
        new(AttemptOutcome.RateLimited, "429 Too Many Requests", "rate limit", "usage limit"),
        new(AttemptOutcome.Auth, "401 Unauthorized", "403 Forbidden", "Missing environment variable", "not logged in"),
        new(AttemptOutcome.Overloaded, "at capacity", "high demand", "unexpected status 50", "last status: 50"),
        new(AttemptOutcome.Unreachable, Waiting, "error sending request"),
        new(AttemptOutcome.Timeout, "idle timeout waiting for"),
        new(AttemptOutcome.ModelNotFound, "does not exist or you do not have access"),
        new(AttemptOutcome.ContextTooLong, "ran out of room"),
        new(AttemptOutcome.LimitReached, "reason: max_output_tokens"),
        new(AttemptOutcome.Malformed, "stream disconnected before completion"),
    ];

    public override string Name => "codex";

    public override IReadOnlyList<string> Binaries => ["codex"];

    public override string InstallCommand => "npm install -g @openai/codex";

    public override bool CountsWholeSession => true;

    public override IReadOnlyList<string> AccountVariables =>
        ["CODEX_HOME", "CODEX_API_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL"];

    public override AgentLogin Login => new(["CODEX_API_KEY", "OPENAI_API_KEY"], [("CODEX_HOME", ".codex", "auth.json")], "codex login");

    protected override IReadOnlyList<FailurePattern> Patterns => Messages;

    protected override IReadOnlyList<string> SessionGoneWords => ["no rollout found for thread id"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = ["exec", "--json"];
        if (turn.SkipPermissions)
        {
            arguments.Add("--dangerously-bypass-approvals-and-sandbox");
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (turn.Tools is { } tools)
        {
            arguments.AddRange(["-c", $"mcp_servers.{tools.Name}={Toml(tools)}"]);
        }

        var schema = Path.Combine(turn.ScratchDirectory, "answer-schema.json");
        if (turn.AnswerSchema is not null)
        {
            arguments.Add($"--output-schema={schema}");
        }

        arguments.AddRange(turn.ExtraArguments);
        if (Resumable(turn) is { } session)
        {
            arguments.AddRange(["resume", session]);
        }

        return new([.. arguments, "-"], turn.Prompt)
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory },
            Files = turn.AnswerSchema is null
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal) { [schema] = turn.AnswerSchema },
        };
    }

    // Without the flag it starts a daemon that outlives the session. A path cannot be a part of a key there. The title is set to what tells its state, whatever the user has there.
    public override InteractiveLaunch Interactive(InteractiveOrder order) => new([
        "--no-daemon",
        "-c", "tui.terminal_title=[\"run-state\",\"project-name\"]",
        .. order.SkipPermissions ? ["--dangerously-bypass-approvals-and-sandbox"] : Array.Empty<string>(),
        .. order.Model is { } model ? [$"--model={model}"] : Array.Empty<string>(),
        .. order.AcceptTrust ? ["-c", $"projects={{{Quote(order.Directory)}={{trust_level=\"trusted\"}}}}"] : Array.Empty<string>(),
    ])
    {
        Titles = new(
            ("[ ! ]", LiveState.Waiting),
            ("[ . ]", LiveState.Waiting),
            ("Ready", LiveState.Idle),
            ("Starting", LiveState.Starting),
            ("Working", LiveState.Busy),
            ("Thinking", LiveState.Busy),
            ("Waiting", LiveState.Busy),
            ("Undoing", LiveState.Busy))
        {
            Spins = true,
        },
    };

    public override bool TakesTools(AgentTurn turn) => true;

    public override AgentStreamReader CreateReader() => new Reader();

    private static string Toml(AgentToolServer server) =>
        $"{{command={Quote(server.Command)},args=[{string.Join(',', server.Arguments.Select(Quote))}],"
        + $"env={{{string.Join(',', server.Environment.Select(variable => $"{Quote(variable.Key)}={Quote(variable.Value)}"))}}},default_tools_approval_mode=\"approve\",required=true,startup_timeout_sec=60}}";

    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:X4}" : $"{c}"))}\"";

    private sealed class Reader : AgentStreamReader
    {
        private readonly HashSet<string> called = new(StringComparer.Ordinal);
        private string? lastMessage;
        private int waits;

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"))
            {
                case "thread.started":
                    events.Add(new AgentEvent.Started(root.Text("thread_id"), Model: null));
                    break;
                case "item.started":
                    ReadCall(root.At("item"), events);
                    break;
                case "item.completed":
                    ReadItem(root.At("item"), events);
                    break;
                case "error" when root.Text("message") is { } message:
                    ReadError(message, events);
                    break;
                case "turn.completed":
                    events.Add(new AgentEvent.Used(root.Count("usage", "input_tokens"), root.Count("usage", "output_tokens"), CostUsd: null));
                    events.Add(new AgentEvent.Ended(IsSuccess: true, lastMessage, ErrorText: null));
                    break;
                case "turn.failed":
                    var error = WithoutUrl(root.Text("error", "message") ?? Report.ErrorText ?? "");
                    Report = Report with { ErrorText = error };
                    events.Add(new AgentEvent.Ended(IsSuccess: false, FinalText: null, error));
                    break;
                case "turn.started" or "item.updated" or "error":
                    break;
                case var other:
                    NoteUnknown(other, events);
                    break;
            }
        }

        private static string WithoutUrl(string message)
        {
            var at = message.LastIndexOf(", url:", StringComparison.Ordinal);
            return OneLine.Of(at < 0 ? message : message[..at]);
        }

        private void ReadItem(JsonElement item, List<AgentEvent> events)
        {
            switch (item.Text("type"))
            {
                case "agent_message" when item.Text("text") is { } text:
                    lastMessage = text;
                    events.Add(new AgentEvent.Said(text));
                    return;
                case "error":
                    events.Add(new AgentEvent.Warned(OneLine.Of(item.Text("message"))));
                    return;
            }

            ReadCall(item, events);
            if (called.Remove(item.Text("id") ?? ""))
            {
                var failed = item.Text("status") == "failed" || item.At("error").ValueKind is JsonValueKind.Object or JsonValueKind.String;
                var summary = item.Text("aggregated_output") is { } output ? OneLine.Of(output, 200) : ToolSummary.OfResult(item.At("result", "content"));
                events.Add(new AgentEvent.ToolReturned(item.Text("id") ?? "", failed, summary));
            }
        }

        // Most items are announced when they start; those that are not are reported when they are complete.
        private void ReadCall(JsonElement item, List<AgentEvent> events)
        {
            var (name, summary) = item.Text("type") switch
            {
                "command_execution" => ("shell", OneLine.Of(item.Text("command"))),
                "file_change" => ("edit", OneLine.Of(string.Join(' ', item.Items("changes").Select(change => change.Text("path"))))),
                "mcp_tool_call" => (OneLine.Of($"{item.Text("server")}.{item.Text("tool")}", 100), ToolSummary.OfInput(item.At("arguments"))),
                "web_search" => ("web_search", OneLine.Of(item.Text("query"))),
                _ => ("", ""),
            };
            var id = item.Text("id") ?? "";
            if (name.Length > 0 && called.Add(id))
            {
                events.Add(new AgentEvent.ToolCalled(id, name, summary));
            }
        }

        private void ReadError(string message, List<AgentEvent> events)
        {
            var text = WithoutUrl(message);
            if (!message.StartsWith("Reconnecting...", StringComparison.Ordinal))
            {
                Report = Report with { ErrorText = text, HasSpoken = true };
                return;
            }

            var kind = Messages.FirstOrDefault(pattern => pattern.Matches(text))?.Kind ?? AttemptOutcome.Malformed;
            events.Add(new AgentEvent.Retrying(kind, text, Advise(kind, text)));
        }

        // It waits for a network without end; one such event can be a short gap. A cut stream it mends within seconds, or gives up.
        private RetryAdvice Advise(AttemptOutcome kind, string text)
        {
            if (text.Contains(Waiting, StringComparison.Ordinal))
            {
                return ++waits >= 2 ? RetryAdvice.Stop : RetryAdvice.LetItTry;
            }

            return kind is AttemptOutcome.Malformed or AttemptOutcome.Unreachable or AttemptOutcome.Timeout
                ? RetryAdvice.LetItTry
                : RetryAdvice.StopIfAnother;
        }
    }
}
