using Orch.State;

namespace Orch.Cli.Mcp;

/// <summary>Tools by which an agent that Orch runs speaks to people.</summary>
/// <param name="caller">Who calls.</param>
/// <param name="surroundings">What the server was started in.</param>
/// <param name="state">The record.</param>
internal sealed class PersonTools(McpCaller caller, Surroundings surroundings, OrchState state)
{
    private readonly Redactor redactor = new(KnownSecrets.From(surroundings.Environment));

    public IReadOnlyList<McpTool> All =>
    [
        new(
            "ask_human",
            "Ask a person for a decision that you cannot make. Then end your turn: the answer comes as your next message, in this conversation.",
            """ "question":{"type":"string","description":"the question, the choices, and what you would do"} """,
            ["question"],
            AskAsync),
        new("report_progress", "Tell the people who watch what you are at, in one line.", """ "text":{"type":"string"} """, ["text"], ReportAsync),
    ];

    private Task<string> AskAsync(McpArguments arguments, CancellationToken ct)
    {
        var question = redactor.Redact(Said(arguments, "question"));
        _ = state.Requests.Add(caller.Name, AgentRequestKinds.Question, question) ?? throw OrchException.Conflict($"{caller.Name} has ended: nobody is asked any more");
        Log("question", question);
        return Task.FromResult("The question is recorded. End your turn now, without waiting for the answer: it comes as your next message.");
    }

    private Task<string> ReportAsync(McpArguments arguments, CancellationToken ct)
    {
        Log("report", Agents.OneLine.Of(redactor.Redact(Said(arguments, "text")), 500));
        return Task.FromResult("Reported.");
    }

    private static string Said(McpArguments arguments, string name) => arguments.Text(name, AgentTools.LongestText) is var text && !string.IsNullOrWhiteSpace(text)
        ? text.Trim()
        : throw OrchException.Usage($"{name} is empty");

    private void Log(string what, string text) =>
        state.Events.Append(caller.Name, new NewEvent(EventKinds.Progress, ("n", $"{state.Agents.Get(caller.Name).Record.Attempts.Count}"), ("what", what), ("text", text)));
}
