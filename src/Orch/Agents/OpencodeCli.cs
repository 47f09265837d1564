using System.Text.Json;
using System.Text.Json.Nodes;
using Orch.State;

namespace Orch.Agents;

/// <summary>opencode, checked with 1.18.33.</summary>
internal sealed class OpencodeCli : AgentCli
{
    private const string Configuration = "OPENCODE_CONFIG_CONTENT";

    public override string Name => "opencode";

    public override IReadOnlyList<string> Binaries => ["opencode"];

    public override string InstallCommand => "npm install -g opencode-ai";

    public override IReadOnlyList<string> AccountVariables =>
        ["OPENCODE_CONFIG", "OPENCODE_CONFIG_DIR", Configuration, "OPENCODE_AUTH_CONTENT", "OPENCODE_API_KEY", "XDG_DATA_HOME", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"];

    protected override IReadOnlyList<FailurePattern> Patterns => ProviderErrors.Patterns;

    protected override IReadOnlyList<string> SessionGoneWords => ["Session not found"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        // Its stream is silent about a request that it tries again; its log is not.
        List<string> arguments = ["run", "--format=json", "--print-logs", "--log-level=ERROR"];
        if (turn.SkipPermissions)
        {
            arguments.Add("--auto");
        }

        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--model={model}");
        }

        if (Resumable(turn) is { } session)
        {
            arguments.Add($"--session={session}");
        }

        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory };
        if (!turn.Environment.ContainsKey("OPENCODE_DISABLE_AUTOUPDATE"))
        {
            environment["OPENCODE_DISABLE_AUTOUPDATE"] = "1";
        }

        if (turn.Tools is { } tools && WithTools(turn.Environment.GetValueOrDefault(Configuration), tools) is { } configuration)
        {
            environment[Configuration] = configuration;
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt) { Environment = environment };
    }

    public override bool TakesTools(AgentTurn turn) => turn.Tools is { } tools && WithTools(turn.Environment.GetValueOrDefault(Configuration), tools) is not null;

    public override AgentStreamReader CreateReader() => new Reader();

    // The npm package holds a text in place of the program until its install script has run.
    public override string RepairCommand(string path)
    {
        var script = Path.Combine(Path.GetDirectoryName(path) ?? "", "..", "postinstall.mjs");
        return File.Exists(script) ? $"node {Path.GetFullPath(script)}" : InstallCommand;
    }

    public override AttemptOutcome? FromEvents(StreamReport report) => report.EndReason switch
    {
        "ContextOverflowError" => AttemptOutcome.ContextTooLong,
        "ProviderAuthError" => AttemptOutcome.Auth,
        "MessageOutputLengthError" or "length" => AttemptOutcome.LimitReached,
        _ => ProviderErrors.FromCode(report.ErrorCode) ?? ProviderErrors.FromStatus(report.ErrorStatus),
    };

    // The user's own inline configuration, with the server added; null when it is no JSON and had better be left alone.
    private static string? WithTools(string? users, AgentToolServer server)
    {
        try
        {
            var configuration = users is { Length: > 0 } ? JsonNode.Parse(users) as JsonObject : [];
            if (configuration is null)
            {
                return null;
            }

            var servers = configuration["mcp"] as JsonObject ?? [];
            servers[server.Name] = new JsonObject
            {
                ["type"] = "local",
                ["timeout"] = 60_000,
                ["command"] = new JsonArray([.. server.Arguments.Prepend(server.Command).Select(word => JsonValue.Create(word))]),
                ["environment"] = new JsonObject(server.Environment.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)JsonValue.Create(variable.Value)))),
            };
            configuration["mcp"] = servers.Parent is null ? servers : servers.DeepClone();
            return configuration.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Reader : AgentStreamReader
    {
        private const string Rejected = "The user rejected permission";

        private string? lastText;
        private long? input;
        private long? output;
        private decimal? cost;
        private int failures;

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            if (Report.SessionId is null && root.Text("sessionID") is { } session)
            {
                events.Add(new AgentEvent.Started(session, Model: null));
            }

            var part = root.At("part");
            switch (root.Text("type"))
            {
                case "text" when part.Text("text") is { Length: > 0 } text:
                    lastText = text;
                    events.Add(new AgentEvent.Said(text));
                    break;
                case "tool_use":
                    ReadTool(part, events);
                    break;
                case "step_finish":
                    ReadStep(part, events);
                    break;
                case "error":
                    ReadFailure(root.At("error"), events);
                    break;
                case "text" or "step_start" or "reasoning":
                    break;
                case var other:
                    NoteUnknown(other, events);
                    break;
            }
        }

        // timestamp=… level=ERROR … message="stream error" … small=false agent=build … error.error="AI_APICallError: Rate limit …"
        protected override void ReadErrorLine(string line, List<AgentEvent> events)
        {
            const string cause = "error.error=\"";
            if (!line.StartsWith("timestamp=", StringComparison.Ordinal) || !line.Contains(" message=\"stream error\"", StringComparison.Ordinal)
                || line.Contains(" small=true ", StringComparison.Ordinal) || line.IndexOf(cause, StringComparison.Ordinal) is not (> 0 and var at))
            {
                return;
            }

            var text = OneLine.Of(line[(at + cause.Length)..].TrimEnd('"'));
            var told = ProviderErrors.FromText(text);
            var kind = told ?? AttemptOutcome.Overloaded;

            // It leaves at once over what it does not try again, with an event that tells the status, and mends a short gap in the network.
            failures++;
            var isGap = told is null or AttemptOutcome.Unreachable or AttemptOutcome.Malformed or AttemptOutcome.Timeout && failures == 1;
            events.Add(new AgentEvent.Retrying(kind, text, isGap || kind == AttemptOutcome.ContextTooLong ? RetryAdvice.LetItTry : RetryAdvice.StopIfAnother));
        }

        // It has no terminal event: after a refused tool it leaves without another word.
        protected override void ReadExit(int exitCode, List<AgentEvent> events)
        {
            if (exitCode == 0 && !Report.HasEnded && Report.Denied.Count > 0)
            {
                events.Add(new AgentEvent.Ended(IsSuccess: true, lastText, ErrorText: null));
            }
        }

        private void ReadTool(JsonElement part, List<AgentEvent> events)
        {
            var (id, name, failed) = (part.Text("callID") ?? "", part.Text("tool") ?? "", part.Text("state", "status") == "error");
            var result = part.Text("state", failed ? "error" : "output");
            if (failed && result?.StartsWith(Rejected, StringComparison.Ordinal) == true)
            {
                Report = Report with { Denied = [.. Report.Denied.Append(OneLine.Of(name, 60)).Distinct(StringComparer.Ordinal)] };
            }

            lastText = null;
            events.Add(new AgentEvent.ToolCalled(id, name, ToolSummary.OfInput(part.At("state", "input"))));
            events.Add(new AgentEvent.ToolReturned(id, failed, OneLine.Of(result, 200)));
        }

        // Tokens and cost are those of the step.
        private void ReadStep(JsonElement part, List<AgentEvent> events)
        {
            input = Sum(input, part.Count("tokens", "input"));
            output = Sum(output, part.Count("tokens", "output"));
            cost = part.Amount("cost") is { } more ? (cost ?? 0) + more : cost;
            events.Add(new AgentEvent.Used(input, output, cost));
            switch (part.Text("reason"))
            {
                case "stop":
                    events.Add(new AgentEvent.Ended(IsSuccess: true, lastText, ErrorText: null));
                    break;
                case "length":
                    Report = Report with { EndReason = "length", ErrorText = "the model's output was cut off by its limit" };
                    events.Add(new AgentEvent.Ended(IsSuccess: false, FinalText: null, Report.ErrorText));
                    break;
            }
        }

        private void ReadFailure(JsonElement error, List<AgentEvent> events)
        {
            var text = OneLine.Of(error.Text("data", "message") ?? error.Text("name"));
            Report = Report with
            {
                EndReason = error.Text("name"),
                ErrorCode = CodeIn(error.Text("data", "responseBody")),
                ErrorStatus = error.Count("data", "statusCode"),
                ErrorText = text,
            };
            events.Add(new AgentEvent.Ended(IsSuccess: false, FinalText: null, text));
        }

        private static string? CodeIn(string? body)
        {
            if (body is null)
            {
                return null;
            }

            try
            {
                using var document = JsonDocument.Parse(body);
                return document.RootElement.Text("error", "code") ?? document.RootElement.Text("error", "type");
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static long? Sum(long? sum, long? more) => more is null ? sum : (sum ?? 0) + more;
    }
}
