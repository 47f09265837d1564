using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>Amp, after its documentation and help: its models are behind its maker's server, so without an account there is no way to run it.</summary>
internal sealed class AmpCli : AgentCli
{
    public override string Name => "amp";

    public override IReadOnlyList<string> Binaries => ["amp"];

    public override string InstallCommand => "npm install -g @ampcode/cli";

    public override IReadOnlyList<string> AccountVariables => ["AMP_API_KEY", "AMP_URL", "AMP_SETTINGS_FILE"];

    protected override IReadOnlyList<FailurePattern> Patterns =>
    [
        new(AttemptOutcome.Auth, "No API key found", "Login failed", "amp login", "401", "403"),
        new(AttemptOutcome.Billing, "credit balance", "out of credits", "insufficient credit", "insufficient balance", "Payment Required"),
        new(AttemptOutcome.Unreachable, "connect to the Amp server"),
        .. ProviderErrors.Patterns,
    ];

    protected override IReadOnlyList<string> SessionGoneWords => ["Thread not found", "thread does not exist"];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = Resumable(turn) is { } session ? ["threads", "continue", session] : [];
        arguments.AddRange(["--execute", "--stream-json"]);
        if (turn.SkipPermissions)
        {
            arguments.Add("--dangerously-allow-all");
        }

        // It has modes in the place of models.
        if (turn.Model is { Length: > 0 } model)
        {
            arguments.Add($"--mode={model}");
        }

        if (turn.Tools is { } tools)
        {
            arguments.Add($"--mcp-config={(McpServers.Of(tools)["mcpServers"]!).ToJsonString()}");
        }

        return new([.. arguments, .. turn.ExtraArguments], turn.Prompt)
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory },
        };
    }

    public override bool TakesTools(AgentTurn turn) => true;

    public override AgentStreamReader CreateReader() => new Reader();

    // There are other programs of this name: an editor, and more.
    public override bool Recognises(string path)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        return ((string[])["ampcode", "sourcegraph", "/.amp/"]).Any(mark => target.Contains(mark, StringComparison.Ordinal))
            || (ProgramFile.Head(target, 4096) is { } head && head.AsSpan().IndexOf("ampcode"u8) >= 0);
    }

    private sealed class Reader : AgentStreamReader
    {
        // Before its first event it says what is wrong with the account in plain words, on standard output.
        protected override void ReadLine(string line, List<AgentEvent> events)
        {
            if (Report.SessionId is null && line.StartsWith("No API key found", StringComparison.Ordinal))
            {
                Report = Report with { ErrorText = OneLine.Of(line) };
                return;
            }

            base.ReadLine(line, events);
        }

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
            switch (root.Text("type"))
            {
                case "system" when root.Text("subtype") == "init":
                    events.Add(new AgentEvent.Started(root.Text("session_id"), root.Text("model")));
                    break;
                case "assistant":
                    events.AddRange(ClaudeEvents.OfAssistant(root));
                    break;
                case "user":
                    events.AddRange(ClaudeEvents.OfUser(root));
                    break;
                case "result":
                    ReadResult(root, events);
                    break;
                case "system":
                    break;
                case var other:
                    NoteUnknown(other, events);
                    break;
            }
        }

        private void ReadResult(JsonElement root, List<AgentEvent> events)
        {
            var isSuccess = root.Text("subtype") == "success" && !root.IsTrue("is_error");
            Report = Report with
            {
                SessionId = root.Text("session_id") ?? Report.SessionId,
                EndReason = root.Text("subtype"),
                ErrorText = isSuccess ? null : OneLine.Of(root.Text("error") ?? root.Text("subtype")),
                Denied = ClaudeEvents.Denied(root),
            };
            if (root.At("usage").ValueKind == JsonValueKind.Object)
            {
                events.Add(new AgentEvent.Used(root.Count("usage", "input_tokens"), root.Count("usage", "output_tokens"), CostUsd: null));
            }

            events.Add(new AgentEvent.Ended(isSuccess, isSuccess ? root.Text("result") : null, Report.ErrorText));
        }
    }
}
