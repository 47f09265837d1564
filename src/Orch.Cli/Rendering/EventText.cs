using System.Text.Json;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>Events in words.</summary>
internal static class EventText
{
    private const int Most = 300;

    /// <summary>One line that says what happened, fit for a terminal.</summary>
    public static string Line(EventRecord one) => TerminalText.Line(one.Kind switch
    {
        EventKinds.Created => $"created: {one.Text("task")}",
        EventKinds.State => $"{one.Text("state")}{Tail(one.Text("reason"))}",
        EventKinds.AttemptStarted => $"attempt {one.Text("n")}: {one.Text("cli")} started{Tail(one.Text("model"), " with ")}",
        EventKinds.AttemptEnded => $"attempt {one.Text("n")}: {one.Text("cli")} ended, {one.Text("outcome")}{Tail(one.Text("detail"))}",
        EventKinds.Progress when one.Text("what") is "tool" => Tool(one.Text("text")),
        EventKinds.Progress => one.Text("what") is "text" or "" ? one.Text("text") : $"[{one.Text("what")}] {one.Text("text")}",
        EventKinds.Check => $"check {one.Text("name")} {one.Text("status")}{Tail(one.Text("detail"))}",
        EventKinds.Delivered => $"delivered after the end{Tail(one.Text("pull_request"))}",
        EventKinds.Artifact => $"{one.Text("kind")} written to {one.Text("path")}",
        EventKinds.Rescued => $"work saved as {one.Text("ref")}{Tail(one.Text("reason"))}",
        EventKinds.Waiting => $"waiting for {one.Text("cli")}, which takes no requests before {one.Text("until")}",
        EventKinds.Turn when one.Text("state") is "queued" => $"said to it{Tail(one.Text("sender"), " by ")}: {one.Text("text")}",
        EventKinds.Turn => $"what was said was {one.Text("state")}{Tail(one.Text("n"), " in attempt ")}",
        EventKinds.Queue => one.Text("reason"),
        EventKinds.Registered => $"registered as {one.Text("name")}{Tail(one.Text("capabilities"), ", can ")}",
        EventKinds.Message => $"message {one.Text("ids")} {one.Text("state")}{Tail(one.Text("to"), one.Text("from").Length > 0 ? " for " : " by ")}",
        EventKinds.PoolTask => $"task {one.Text("id")} {one.Text("state")}{Tail(one.Text("owner"), ", ")}{Tail(one.Text("reason"))}",
        EventKinds.Warning => $"warning: {one.Text("text")}",
        _ => $"{one.Kind}: {Data(one.Data)}",
    }, Most);

    /// <summary>A value of an event; empty when it has none of that name.</summary>
    public static string Text(this EventRecord one, string name) =>
        one.Data.ValueKind == JsonValueKind.Object && one.Data.TryGetProperty(name, out var value) ? Text(value) : "";

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string Tool(string text) => text.Split(' ', 2) is [var name, var about] ? ToolWords.Line(name, about) : ToolWords.Line(text, "");

    private static string Tail(string text, string before = ": ") => text.Length > 0 ? before + text : "";

    private static string Data(JsonElement data) => data.ValueKind == JsonValueKind.Object
        ? string.Join(", ", data.EnumerateObject().Select(pair => $"{pair.Name}={Text(pair.Value)}"))
        : data.GetRawText();
}
