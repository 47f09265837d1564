using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>An agent CLI that the user described in the configuration instead of in code.</summary>
/// <param name="name">Its name.</param>
/// <param name="command">The program and its fixed arguments.</param>
internal sealed class ConfiguredCli(string name, IReadOnlyList<string> command) : AgentCli
{
    public override string Name => name;

    public override IReadOnlyList<string> Binaries => [command[0]];

    public override string InstallCommand => $"(see the table [agents.{name}] of the configuration)";

    /// <summary>It takes the prompt as its last argument, which then is a sentence that names the prompt file.</summary>
    public bool TakesPromptAsArgument { get; init; }

    /// <summary>The CLI whose event stream it speaks; null when it prints plain text.</summary>
    public AgentCli? Dialect { get; init; }

    /// <summary>Arguments that resume a session, with <c>{session}</c> in the place of its id; empty when it cannot.</summary>
    public IReadOnlyList<string> ResumeArguments { get; init; } = [];

    public override bool CountsWholeSession => Dialect?.CountsWholeSession ?? false;

    protected override IReadOnlyList<FailurePattern> Patterns => [];

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = [.. command.Skip(1), .. turn.ExtraArguments];
        if (Resumable(turn) is { } session)
        {
            arguments.AddRange(ResumeArguments.Select(argument => argument.Replace("{session}", session, StringComparison.Ordinal)));
        }

        if (TakesPromptAsArgument)
        {
            arguments.Add(PromptSentence(turn));
        }

        return new(arguments, TakesPromptAsArgument ? "" : turn.Prompt)
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory },
        };
    }

    public override AgentStreamReader CreateReader() => Dialect?.CreateReader() ?? new Reader();

    public override AttemptOutcome? FromEvents(StreamReport report) => Dialect?.FromEvents(report);

    public override AttemptOutcome? FromText(string text, int? exitCode) => Dialect?.FromText(text, exitCode);

    public override AttemptOutcome? FromExitCode(int exitCode) => Dialect?.FromExitCode(exitCode);

    public override bool SaysSessionIsGone(string text, int? exitCode) => Dialect?.SaysSessionIsGone(text, exitCode) ?? false;

    /// <summary>Plain text: all of it is the model's, and only the exit code tells how it ended.</summary>
    private sealed class Reader : AgentStreamReader
    {
        private const int MostKept = 16 * 1024;

        private string text = "";

        protected override void ReadLine(string line, List<AgentEvent> events)
        {
            text += line + "\n";
            text = text.Length > MostKept ? text[^MostKept..] : text;
            if (line.Length > 0)
            {
                events.Add(new AgentEvent.Said(line));
            }
        }

        protected override void ReadEvent(JsonElement root, List<AgentEvent> events)
        {
        }

        protected override void ReadExit(int exitCode, List<AgentEvent> events)
        {
            if (exitCode == 0)
            {
                events.Add(new AgentEvent.Ended(IsSuccess: true, text.Trim(), ErrorText: null));
            }
        }
    }
}
