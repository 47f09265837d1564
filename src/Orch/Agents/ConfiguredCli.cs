using System.Text.Json;
using Orch.State;

namespace Orch.Agents;

/// <summary>An agent CLI that the user described in the configuration instead of in code.</summary>
/// <param name="name">Its name.</param>
/// <param name="settings">Its description, with a command.</param>
/// <param name="dialect">The CLI whose event stream it speaks; null when it prints plain text.</param>
internal sealed class ConfiguredCli(string name, AgentSettings settings, AgentCli? dialect = null) : AgentCli
{
    private const string SessionPlace = "{session}";

    // Stands for "the last session here", which a program finds by itself when its arguments for resuming name none.
    private const string LastSession = "last";

    public override string Name => name;

    public override IReadOnlyList<string> Binaries => [settings.Command[0]];

    public override string InstallCommand => settings.Install ?? $"(see the table [agents.{name}] of the configuration)";

    public override IReadOnlyList<string> VersionArguments => settings.Version;

    public override bool CountsWholeSession => dialect?.CountsWholeSession ?? false;

    protected override IReadOnlyList<FailurePattern> Patterns { get; } =
    [
        .. Enum.GetValues<AttemptOutcome>()
            .Where(kind => settings.Patterns.ContainsKey(SnakeCase.Of(kind)))
            .Select(kind => new FailurePattern(kind, settings.Patterns[SnakeCase.Of(kind)])),
    ];

    private bool ResumesLast => settings.Resume.Count > 0 && !settings.Resume.Any(argument => argument.Contains(SessionPlace, StringComparison.Ordinal));

    public override AgentLaunch Launch(AgentTurn turn)
    {
        List<string> arguments = [.. settings.Command.Skip(1)];
        if (settings.ModelFlag is { } flag && turn.Model is { } model)
        {
            arguments.AddRange([flag, model]);
        }

        arguments.AddRange(turn.ExtraArguments);
        if (Resumable(turn) is { } session)
        {
            arguments.AddRange(settings.Resume.Select(argument => argument.Replace(SessionPlace, session, StringComparison.Ordinal)));
        }

        if (settings.TakesPromptAsArgument)
        {
            arguments.Add(PromptSentence(turn));
        }

        return new(arguments, settings.TakesPromptAsArgument ? "" : turn.Prompt)
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = turn.ScratchDirectory },
        };
    }

    public override AgentStreamReader CreateReader() => dialect?.CreateReader() ?? new Reader(ResumesLast ? LastSession : null);

    public override AttemptOutcome? FromEvents(StreamReport report) => dialect?.FromEvents(report);

    public override AttemptOutcome? FromText(string text, int? exitCode) => base.FromText(text, exitCode) ?? dialect?.FromText(text, exitCode);

    public override AttemptOutcome? FromExitCode(int exitCode) => dialect?.FromExitCode(exitCode);

    public override bool SaysSessionIsGone(string text, int? exitCode) => dialect?.SaysSessionIsGone(text, exitCode) ?? false;

    /// <summary>Plain text: all of it is the model's, and only the exit code tells how it ended.</summary>
    private sealed class Reader(string? session) : AgentStreamReader
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
                if (session is not null)
                {
                    events.Add(new AgentEvent.Started(session, Model: null));
                }

                events.Add(new AgentEvent.Ended(IsSuccess: true, text.Trim(), ErrorText: null));
            }
        }
    }
}
