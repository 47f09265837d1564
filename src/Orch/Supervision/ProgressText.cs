using Orch.Agents;

namespace Orch.Supervision;

/// <summary>What of an agent's stream is worth a line in the event log.</summary>
internal static class ProgressText
{
    private const int Most = 300;

    public static (string What, string Text)? Of(AgentEvent one) => one switch
    {
        AgentEvent.Said { Text: var text } when !string.IsNullOrWhiteSpace(text) => ("text", OneLine(text)),
        AgentEvent.ToolCalled { Name: var name, Summary: var summary } => ("tool", OneLine($"{name} {summary}")),
        AgentEvent.Retrying { Kind: var kind, Detail: var detail } => ("retry", OneLine($"{SnakeCaseName(kind)}: {detail}")),
        AgentEvent.Warned { Text: var text } => ("warning", OneLine(text)),
        _ => null,
    };

    private static string SnakeCaseName(State.AttemptOutcome kind) => State.SnakeCase.Of(kind);

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : $"{line[..Most]}…";
    }
}
